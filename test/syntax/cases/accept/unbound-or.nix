x:
 x or
