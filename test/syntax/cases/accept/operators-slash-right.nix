a: b: (a) /b
