x: let inherit (x) y; in y
