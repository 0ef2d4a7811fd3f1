a: a.b or a.c or 2
