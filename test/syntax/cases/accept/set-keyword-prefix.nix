{ iffy = 1; inner = 2; lets = 3; recurse = 4; orb = 5; thenx = 6; }
