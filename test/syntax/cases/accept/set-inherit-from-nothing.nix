a: { inherit (a); }
