import { defineRule } from "../../src/rule/index.ts";

export default defineRule({
  id: "package-set-extension",
  summary: "a package set that is extended a second time",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: { extended: "`{function}` makes a second package set beside `pkgs`." },
  docs: {
    why: "The whole of nixpkgs is evaluated once more for it, which costs hundreds of megabytes, and the rest of the system does not see the changed packages. An overlay in `nixpkgs.overlays` is applied once, for everyone.",
    examples: [
      {
        bad: "{ pkgs, ... }: { environment.systemPackages = [ (pkgs.extend (import ./overlay.nix)).tool ]; }\n",
        good: "{ pkgs, ... }: { nixpkgs.overlays = [ (import ./overlay.nix) ]; environment.systemPackages = [ pkgs.tool ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ pkgs, lib, ... }: { a = lib.extend (import ./lib.nix); b = pkgs.haskellPackages.extend (import ./haskell.nix); }\n",
        because: "neither is the package set",
      },
      {
        good: "{ nixpkgs, ... }: { packages.x86_64-linux = nixpkgs.legacyPackages.x86_64-linux.extend (import ./overlay.nix); }\n",
        path: "flake.nix",
        because: "a flake makes its package set there",
      },
    ],
    whenNotToUse:
      "Where one package must have its own versions of the others on purpose, kept away from the system.",
  },
  visit: {
    source_code(_node, { tree, path, semantics, report }) {
      // A flake makes its package set there, and a test may have one of its own.
      if (/(?:^|\/)(?:flake\.nix$|tests?\/|checks?\/)/.test(path)) return;
      if (tree.nameIdFor("extend") === 0 && tree.nameIdFor("appendOverlays") === 0) return;
      for (const call of tree.nodesOfKind("apply_expression")) {
        const origin = semantics.originOf(call.function);
        if (origin !== "pkgs.extend" && origin !== "pkgs.appendOverlays") continue;
        report({ at: call.function, message: "extended", data: { function: origin } });
      }
    },
  },
});
