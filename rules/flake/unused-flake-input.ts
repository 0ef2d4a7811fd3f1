import {
  defineProjectRule,
  isGeneratedFile,
  isSamplePath,
  removeInput,
  type Flake,
  type FlakeInput,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "unused-flake-input",
  summary: "a flake input that nothing uses",
  category: "flake",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: {
    unused: "Nothing uses the input `{input}`.",
    argument: "Nothing uses the input `{input}`: `outputs` names it, and never reads it.",
    registry: "Nothing uses the input `{input}` but the registry, which lists all inputs.",
  },
  docs: {
    why: "An input is fetched, locked and updated whether it is needed or not, with all that it brings along, and each is one more author to trust. Run `nix flake lock` after it is gone.",
    examples: [
      {
        bad: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  inputs.disko.url = "github:nix-community/disko";\n  outputs = { nixpkgs, ... }: { inherit (nixpkgs) lib; };\n}\n',
        good: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  outputs = { nixpkgs, ... }: { inherit (nixpkgs) lib; };\n}\n',
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  inputs.disko.url = "github:nix-community/disko";\n  outputs = { nixpkgs, ... }@inputs: {\n    nixosConfigurations.a = nixpkgs.lib.nixosSystem {\n      specialArgs = { inherit inputs; };\n      modules = [ ./a.nix ];\n    };\n  };\n}\n',
        path: "flake.nix",
        files: { "a.nix": "{ inputs, ... }: { imports = [ inputs.disko.nixosModules.disko ]; }\n" },
        because: "a module uses it",
      },
      {
        good: '{\n  inputs.systems.url = "github:nix-systems/default";\n  inputs.utils = { url = "github:numtide/flake-utils"; inputs.systems.follows = "systems"; };\n  outputs = { utils, ... }: { inherit (utils) lib; };\n}\n',
        path: "flake.nix",
        because: "it is there to be followed",
      },
      {
        good: '{\n  inputs.a.url = "github:o/a";\n  outputs = inputs: { packages = builtins.mapAttrs (name: input: input.packages) inputs; };\n}\n',
        path: "flake.nix",
        because: "a loop over all inputs may need each of them",
      },
      {
        good: '{\n  inputs.flake-compat = { url = "github:edolstra/flake-compat"; flake = false; };\n  outputs = _: { lib.x = 1; };\n}\n',
        path: "flake.nix",
        files: {
          "default.nix":
            "let lock = builtins.fromJSON (builtins.readFile ./flake.lock); in fetchTarball lock.nodes.flake-compat.locked.url\n",
        },
        because: "`default.nix` takes it from the lock file",
      },
    ],
    whenNotToUse:
      "Where flakes that are not in this tree follow it, such as those of one's private repository.",
    fixSafety:
      "What lies outside of the tree may still use it: scripts that call nix with `--inputs-from`, or other flakes that follow it. flake.lock no longer fits until `nix flake lock` has run.",
  },
  check(project, { report }) {
    if (!project.isWhole) return;
    for (const flake of project.flakes) {
      if (flake.hasUnknownInputs || flake.hasNoOutputs || isSamplePath(flake.path)) continue;
      const whole = flake.wholeInputUses;
      if (whole.some(({ kind }) => kind === "unknown")) continue;
      const followed = followedNames(flake, project);
      const unused = flake.inputs.filter(
        ({ name }) => !flake.inputUses.has(name) && !followed.has(name),
      );
      const named = unused.length > 0 ? namedInScripts(unused, project) : new Set<string>();
      const file = project.open(flake.path);
      // What a tool writes anew is mended where it takes it from.
      const isGenerated = file && isGeneratedFile(flake.path, file.tree);
      for (const { name, place } of unused) {
        if (named.has(name)) continue;
        const argument = flake.argumentPlaces.get(name);
        const [registry] = whole;
        const edits = isGenerated ? undefined : file && removeInput(file, name);
        report({
          at: place,
          message: registry ? "registry" : argument ? "argument" : "unused",
          data: { input: name },
          ...(registry ? { severity: "info", confidence: "low" } : {}),
          related: [
            ...(argument ? [{ at: argument, message: "the argument" }] : []),
            ...(registry ? [{ at: registry.place, message: "the list of all inputs" }] : []),
          ],
          fix: edits && { title: ["Remove the input `", name, "`"].join(""), edits },
        });
      }
    }
  },
});

/** Inputs that others follow, in this flake or in another one of the tree that has it as its input. */
function followedNames(flake: Flake, project: Project): ReadonlySet<string> {
  const names = new Set(flake.inputs.flatMap(targetsOf).map(([first = ""]) => first));
  for (const other of project.flakes) {
    if (other === flake) continue;
    for (const [, ...below] of other.inputs.flatMap(targetsOf))
      below.forEach((name) => names.add(name));
  }
  return names;
}

function targetsOf({ alias = "", follows }: FlakeInput): string[][] {
  return [alias, ...follows.map(({ target }) => target)].map((target) => target.split("/"));
}

/** Inputs that a script or workflow takes by name, with `--inputs-from` or out of the lock file. */
function namedInScripts(inputs: readonly FlakeInput[], project: Project): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of project.otherFiles) {
    if (!/(?:^|\/)[^.]+$|\.(?:ya?ml|sh|bash|fish|zsh|nu|py|just|mk|md|envrc)$/i.test(path))
      continue;
    const source = project.readText(path);
    if (!source || source.bytes.length > longestScript) continue;
    const text = source.slice(0, source.bytes.length);
    if (!text.includes("--inputs-from") && !text.includes("flake.lock")) continue;
    const words = new Set(text.split(/[^\w-]+/));
    for (const { name } of inputs) if (words.has(name)) found.add(name);
  }
  return found;
}

const longestScript = 500_000;
