a: { inherit (a) or; }
