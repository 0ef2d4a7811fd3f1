x: y: x or y
