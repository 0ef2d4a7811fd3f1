x: ./a/${"b" + x}.nix
