x: with x y
