a: b: a ? "x".${b}
