a: a ? b.c
