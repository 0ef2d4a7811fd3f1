x: let y = x; in z: y
