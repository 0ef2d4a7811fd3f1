{
  description = "Static-analysis linter and auditor for Nix configurations";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      forEachSystem =
        build: nixpkgs.lib.genAttrs systems (system: build nixpkgs.legacyPackages.${system});
      packageFor = pkgs: pkgs.callPackage ./nix/package.nix { };
    in
    {
      packages = forEachSystem (pkgs: {
        default = packageFor pkgs;
        nixaudit = packageFor pkgs;
      });

      apps = forEachSystem (pkgs: {
        default = {
          type = "app";
          program = nixpkgs.lib.getExe (packageFor pkgs);
          meta.description = "Audit the Nix code of a flake or configuration tree";
        };
      });

      overlays.default = final: _prev: { nixaudit = packageFor final; };

      # A check for any flake: `checks.x86_64-linux.nixaudit = nixaudit.lib.mkCheck { inherit pkgs; src = self; };`
      lib.mkCheck = import ./nix/check.nix;

      # For flake-parts: `imports = [ nixaudit.flakeModules.default ];`
      flakeModules.default = ./nix/flake-module.nix;

      devShells = forEachSystem (pkgs: {
        default = pkgs.mkShell {
          packages = [
            pkgs.nodejs
            pkgs.llvmPackages.clang-unwrapped
            pkgs.lld
            pkgs.pkgsCross.wasi32.wasilibc
            pkgs.tree-sitter
            pkgs.nix
          ];
        };
      });

      checks = forEachSystem (pkgs: {
        package = packageFor pkgs;
        # The tool audits its own Nix code.
        audit = self.lib.mkCheck {
          inherit pkgs;
          src = self;
          paths = [
            "flake.nix"
            "nix"
          ];
          args = [ "--no-config" ];
        };
      });
    };
}
