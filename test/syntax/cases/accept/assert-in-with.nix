x: with x; assert y; z
