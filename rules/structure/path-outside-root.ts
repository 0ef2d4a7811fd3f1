import { defineProjectRule, isFlakeFile, type Project } from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "path-outside-root",
  summary: "a path that leads out of the project",
  category: "structure",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixpkgs-vet:NPV-123", "nixpkgs-vet:NPV-125"],
  messages: {
    flake:
      "`{written}` leads out of the project: Nix copies the flake alone, and never sees what lies above it.",
    plain: "`{written}` leads out of the project: whoever has it alone cannot build it.",
  },
  docs: {
    why: "A flake is copied to the store before it is evaluated, without anything that lies round it. The path leads nowhere then, whether or not there is such a file on this machine.",
    examples: [
      {
        bad: "{\n  imports = [ ../../shared/base.nix ];\n}\n",
        good: "{\n  imports = [ ../modules/base.nix ];\n}\n",
        path: "hosts/web.nix",
        files: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./hosts/web.nix ]; }; }; }\n",
          "modules/base.nix": "{ }\n",
        },
      },
    ],
    traps: [
      {
        good: "{\n  imports = [ ../../modules/base.nix ];\n}\n",
        path: "sub/hosts/web.nix",
        because: "a flake in a folder of a repository is copied with the repository",
        files: { "sub/flake.nix": "{ outputs = _: { }; }\n", "modules/base.nix": "{ }\n" },
      },
      {
        good: "{ lib, ... }:\n{\n  imports = lib.optional (builtins.pathExists ../../local.nix) ../../local.nix;\n}\n",
        path: "hosts/web.nix",
        because: "the file is asked for before it is read",
        files: { "flake.nix": "{ outputs = _: { }; }\n" },
      },
      {
        good: '{\n  services.nginx.virtualHosts.a.root = "/srv/../../web";\n  # imports = [ ../../shared ];\n}\n',
        path: "hosts/web.nix",
        because: "strings and comments are no paths",
        files: { "flake.nix": "{ outputs = _: { }; }\n" },
      },
    ],
    references: ["https://nix.dev/manual/nix/latest/command-ref/new-cli/nix3-flake.html"],
  },
  check(project, { report }) {
    for (const { target, from, span, by, isConditional } of project.graph.edges) {
      if (target.kind !== "outside" || by === "listing" || isConditional) continue;
      const written = project.readText(from)?.slice(span.start, span.end) ?? "";
      // An absolute path is impure, which is another matter.
      if (!/^\.{1,2}(?:\/|$)/.test(written) || written.includes("\n")) continue;
      const at = { path: from, span };
      if (isOfFlake(from, project)) report({ at, message: "flake", data: { written } });
      else report({ at, message: "plain", data: { written }, severity: "info" });
    }
  },
});

/** Whether a flake.nix lies in the file's folder or above. */
function isOfFlake(path: string, { flakes }: Project): boolean {
  return flakes.some(
    (flake) => isFlakeFile(flake.path) && path.startsWith(flake.path.slice(0, -"flake.nix".length)),
  );
}
