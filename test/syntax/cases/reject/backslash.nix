a: a \ a
