# A derivation that builds when the audit of a tree is clean, and shows the findings when it is not.
{
  # nixpkgs for the system of the check.
  pkgs,
  # The tree to audit: `self` or `./.` of the flake that is checked.
  src,
  # What to audit in it.
  paths ? [ "." ],
  # The least severity that fails: error, warning, info or never.
  failOn ? "warning",
  # More options of `nixaudit`, each a string of its own.
  args ? [ ],
  package ? pkgs.callPackage ./package.nix { },
  name ? "nixaudit-check",
}:
pkgs.runCommand name { nativeBuildInputs = [ package ]; } ''
  cd ${src}
  nixaudit --no-cache --color never ${
    pkgs.lib.escapeShellArgs (
      [
        "--fail-on"
        failOn
      ]
      ++ args
      ++ [ "--" ]
      ++ paths
    )
  }
  touch $out
''
