x: x ? (a)
