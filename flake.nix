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
      package =
        pkgs:
        pkgs.stdenvNoCC.mkDerivation {
          pname = "nixaudit";
          inherit ((nixpkgs.lib.importJSON ./package.json)) version;
          src = nixpkgs.lib.fileset.toSource {
            root = ./.;
            fileset = nixpkgs.lib.fileset.unions [
              ./dist
              ./LICENSE
            ];
          };
          nativeBuildInputs = [ pkgs.makeWrapper ];
          # dist/ is committed and needs nothing but Node.
          installPhase = ''
            runHook preInstall
            mkdir -p $out/lib/nixaudit $out/bin
            cp -r dist LICENSE $out/lib/nixaudit
            makeWrapper ${nixpkgs.lib.getExe pkgs.nodejs} $out/bin/nixaudit \
              --add-flags $out/lib/nixaudit/dist/nixaudit.mjs
            runHook postInstall
          '';
          meta = {
            description = "Static-analysis linter and auditor for Nix configurations";
            homepage = "https://github.com/nixaudit/nixaudit";
            license = nixpkgs.lib.licenses.mit;
            mainProgram = "nixaudit";
          };
        };
    in
    {
      packages = forEachSystem (pkgs: {
        default = package pkgs;
      });

      apps = forEachSystem (pkgs: {
        default = {
          type = "app";
          program = nixpkgs.lib.getExe self.packages.${pkgs.stdenv.hostPlatform.system}.default;
        };
      });

      overlays.default = final: _prev: { nixaudit = package final; };

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
        # The tool audits its own Nix code.
        audit = pkgs.runCommand "nixaudit-audit" { } ''
          ${nixpkgs.lib.getExe self.packages.${pkgs.stdenv.hostPlatform.system}.default} \
            --no-config --fail-on warning ${./flake.nix}
          touch $out
        '';
      });
    };
}
