a: !a == a
