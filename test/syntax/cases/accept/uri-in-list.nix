[ a:b c:d ]
