import {
  defineProjectRule,
  isSamplePath,
  referenceOf,
  type Flake,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "flake-lock-missing",
  summary: "a flake with inputs and no lock file",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.2, cwe: [353] },
  messages: {
    missing:
      "No `flake.lock` stands beside this flake: each machine takes what its inputs are on that day.",
    ignored:
      "The `flake.lock` beside this flake is ignored by git: each checkout takes what the inputs are on that day.",
  },
  docs: {
    why: "Without a lock file nothing says which revisions were reviewed and tested, and nobody notices when an input is replaced: two machines build different systems from one commit. Run `nix flake lock` and commit the file.",
    examples: [
      {
        bad: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  outputs = { nixpkgs, ... }: { lib = nixpkgs.lib; };\n}\n',
        good: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  outputs = { nixpkgs, ... }: { lib = nixpkgs.lib; };\n}\n',
        path: "flake.nix",
        goodFiles: { "flake.lock": '{ "nodes": { "root": {} }, "root": "root", "version": 7 }\n' },
      },
    ],
    traps: [
      {
        good: '{ inputs.nixpkgs.url = "github:NixOS/nixpkgs"; outputs = { nixpkgs, ... }: { }; }\n',
        path: "templates/default/flake.nix",
        because: "a template is locked by whoever starts from it",
      },
      {
        good: "{ outputs = _: { lib = import ./lib; }; }\n",
        path: "flake.nix",
        files: { "lib/default.nix": "{ }\n" },
        because: "without inputs there is nothing to lock",
      },
      {
        good: '{ inputs.sub.url = "path:./sub"; outputs = { sub, ... }: { inherit (sub) lib; }; }\n',
        path: "flake.nix",
        because: "what lies in the tree is as fixed as the tree",
      },
    ],
    whenNotToUse: "In a flake that another tool generates and locks where it is used.",
    references: [
      "https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake.html#lock-files",
    ],
  },
  check(project, { report }) {
    if (!project.isWhole) return;
    for (const flake of project.flakes) {
      const lockPath = flake.path.replace(/flake\.nix$/, "flake.lock");
      const [input] = flake.inputs.filter(isRemote);
      if (!input || project.otherFiles.has(lockPath) || isSamplePath(flake.path)) continue;
      if (isPartOfAnother(flake, project)) continue;
      const message = flake.lock || flake.lockProblem !== undefined ? "ignored" : "missing";
      report({ at: input.place, message });
    }
  },
});

function isRemote(input: Flake["inputs"][number]): boolean {
  const reference = referenceOf(input);
  return reference !== undefined && reference["type"] !== "path";
}

/** Whether another flake of the tree takes it by its path: that one's lock holds. */
function isPartOfAnother({ path }: Flake, project: Project): boolean {
  return project.flakes.some((other) => {
    const folder = other.path.slice(0, -"flake.nix".length);
    if (other.path === path || !path.startsWith(folder)) return false;
    const below = path.slice(folder.length, -"/flake.nix".length);
    return other.inputs.some(({ url = "" }) =>
      [`./${below}`, `path:./${below}`, `path:${below}`].includes(url.replace(/\/$/, "")),
    );
  });
}
