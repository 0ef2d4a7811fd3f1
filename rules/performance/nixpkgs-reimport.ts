import {
  attributesOf,
  constantKey,
  defineProjectRule,
  isSamplePath,
  isTestPath,
  unwrapped,
  type AnyNode,
  type Edge,
  type Flake,
  type OpenFile,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "nixpkgs-reimport",
  summary: "a module or package that imports nixpkgs once more",
  category: "performance",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    again:
      "`{name}` is imported here: each configuration that reads this file evaluates nixpkgs once more.",
    several:
      "`{name}` is imported here: {count} hosts read this file, and each evaluates nixpkgs once more.",
  },
  docs: {
    why: "Every `import` of nixpkgs makes a package set of its own. That takes a second and some hundred megabytes for each host, and the set knows nothing of the overlays and the `config` of the first one.",
    examples: [
      {
        bad: "{ inputs, pkgs, ... }:\nlet\n  stable = import inputs.nixpkgs-stable { inherit (pkgs) system; };\nin\n{ environment.systemPackages = [ stable.hello ]; }\n",
        good: "{ pkgs-stable, ... }:\n{ environment.systemPackages = [ pkgs-stable.hello ]; }\n",
        path: "tools.nix",
        files: {
          "flake.nix":
            '{\n  inputs.nixpkgs-stable.url = "github:NixOS/nixpkgs/nixos-25.11";\n  outputs = inputs: { nixosModules.tools = ./tools.nix; };\n}\n',
        },
      },
    ],
    traps: [
      {
        good: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";\n  outputs = { nixpkgs, ... }: { packages.x86_64-linux = { inherit (import nixpkgs { system = "x86_64-linux"; }) hello; }; };\n}\n',
        because: "one import a system is what a flake has to do",
        path: "flake.nix",
      },
      {
        good: "{ pkgs ? import <nixpkgs> { } }:\npkgs.mkShell { packages = [ pkgs.hello ]; }\n",
        because: "it stands on its own",
        path: "shell.nix",
      },
      {
        good: "{ inputs, pkgs, ... }:\n{\n  nixpkgs.overlays = [ (final: prev: { stable = import inputs.nixpkgs { inherit (prev) system; }; }) ];\n}\n",
        because: "the overlay makes the second set once for all modules",
        path: "overlays.nix",
      },
    ],
  },
  check(project, { report }) {
    for (const [path, file] of project.files) {
      if (file.role !== "module" && file.role !== "package") continue;
      if (isTestPath(path) || isSamplePath(path) || /(?:^|\/)(?:shell|flake)\.nix$/.test(path))
        continue;
      const edges = file.edges.filter((edge) => isNixpkgs(edge, project.flakes));
      const open = edges.length > 0 ? project.open(path) : undefined;
      if (!open) continue;
      const count = project.hostsOf(path).length;
      for (const { span, target } of edges) {
        if (target.kind !== "external" || !isForThisFile(open, span.start)) continue;
        const at = { path, span };
        const { name } = target;
        if (count > 1) report({ at, message: "several", data: { name, count } });
        else report({ at, message: "again", data: { name } });
      }
    }
  },
});

function isNixpkgs({ kind, target }: Edge, flakes: readonly Flake[]): boolean {
  if (kind !== "import" || target.kind !== "external") return false;
  if (target.name === "<nixpkgs>") return true;
  const { input, name } = target;
  if (input === undefined || name.replace(/^inputs\./, "") !== input) return false;
  const urls = flakes.flatMap(({ inputs }) => inputs.filter((one) => one.name === input));
  const isNamed = /^nixpkgs(?:[-_].*)?$/.test(input);
  return urls.length === 0
    ? isNamed
    : urls.some(({ url, attributes }) =>
        url === undefined && Object.keys(attributes).length === 0
          ? isNamed
          : /\bnixpkgs(?:[/?]|$)/i.test(url ?? attributes["repo"] ?? ""),
      );
}

/** Whether the set is for this module alone: not handed on as the package set of a flake, a system or an overlay. */
function isForThisFile({ tree }: OpenFile, start: number): boolean {
  const target = tree.nodesOfKind("apply_expression").find((node) => node.argument.start === start);
  if (!target) return false;
  let hasPackages = false;
  let inner: AnyNode = target;
  for (const node of target.ancestors()) {
    if (node.is("formal")) return false;
    if (node.is("apply_expression") && node.function === inner && isForAnotherSystem(node.argument))
      return false;
    if (node.is("binding")) {
      const keys = node.attrpath.attrs.map(({ row }) => constantKey(tree, row) ?? "");
      const isModule = keys[0] === "flake" && /modules$/i.test(keys[1] ?? "");
      if (!isModule && keys.some((key) => handedOn.test(key))) return false;
    }
    // A simple argument: an overlay, or a function for each system.
    if (node.is("function_expression")) {
      if (!node.formals) return false;
      hasPackages ||= node.formals.formals.some(({ name }) => name.text === "pkgs");
    }
    inner = node;
  }
  return hasPackages;
}

const handedOn =
  /^(?:_module|perSystem|flake|overlays?|nixosConfigurations|darwinConfigurations|homeConfigurations|pkgs|nixpkgs)$/;

function isForAnotherSystem(argument: AnyNode): boolean {
  const set = argument.is("parenthesized_expression") ? unwrapped(argument) : argument;
  return (
    set.is("attrset_expression") &&
    attributesOf(set).some(({ name }) =>
      /^(?:crossSystem|localSystem|hostPlatform|buildPlatform)$/.test(name),
    )
  );
}
