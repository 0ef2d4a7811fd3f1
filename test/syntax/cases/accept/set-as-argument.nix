f: f { a = 1; } rec { b = 2; } { }
