a: { inherit (a) b c; }
