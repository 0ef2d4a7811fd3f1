a-b: a-b
