a: a . b
