a: a.b.c
