[ a+b/c a-b/c a.b/c _a/b 1/a ]
