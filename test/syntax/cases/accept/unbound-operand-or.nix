x: x.a or
 nope
