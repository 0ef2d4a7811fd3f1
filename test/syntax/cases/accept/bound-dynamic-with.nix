x: with x; nope
