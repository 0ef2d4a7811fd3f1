a: b: a+b
