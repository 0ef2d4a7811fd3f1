a: b: a -b
