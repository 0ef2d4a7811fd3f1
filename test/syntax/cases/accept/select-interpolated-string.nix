a: b: a."x${b}".c
