true & true
