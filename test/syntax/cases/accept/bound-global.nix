[ true false null map builtins toString import throw __add ]
