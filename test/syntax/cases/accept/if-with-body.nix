x: if x then with x; y else let z = 1; in z
