[ /a /a/b.c ]
