x: x..y
