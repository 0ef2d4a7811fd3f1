# A flake-parts module: `perSystem.nixaudit.enable = true;` adds the check `nixaudit`.
{
  lib,
  flake-parts-lib,
  self,
  ...
}:
{
  options.perSystem = flake-parts-lib.mkPerSystemOption (
    { config, pkgs, ... }:
    let
      cfg = config.nixaudit;
    in
    {
      options.nixaudit = {
        enable = lib.mkEnableOption "a flake check that audits the Nix code of this flake";
        package = lib.mkOption {
          type = lib.types.package;
          default = pkgs.callPackage ./package.nix { };
          defaultText = lib.literalMD "nixaudit, with this flake's Node";
          description = "The nixaudit to run.";
        };
        src = lib.mkOption {
          type = lib.types.path;
          default = self;
          defaultText = lib.literalExpression "self";
          description = "The tree to audit.";
        };
        paths = lib.mkOption {
          type = lib.types.listOf lib.types.str;
          default = [ "." ];
          description = "Files and folders of the tree to audit.";
        };
        failOn = lib.mkOption {
          type = lib.types.enum [
            "error"
            "warning"
            "info"
            "never"
          ];
          default = "warning";
          description = "The least severity that fails the check.";
        };
        args = lib.mkOption {
          type = lib.types.listOf lib.types.str;
          default = [ ];
          example = [ "--preset=strict" ];
          description = "More options of `nixaudit`, each a string of its own.";
        };
      };

      config.checks = lib.mkIf cfg.enable {
        nixaudit = import ./check.nix {
          inherit pkgs;
          inherit (cfg)
            args
            failOn
            package
            paths
            src
            ;
        };
      };
    }
  );
}
