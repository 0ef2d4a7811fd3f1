a: a.or or 1
