a: { inherit "a"; inherit (a) "b c" ${"d"}; }
