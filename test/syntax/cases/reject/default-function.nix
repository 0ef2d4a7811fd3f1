x: x.a or y: y
