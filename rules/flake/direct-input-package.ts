import {
  constantKey,
  defineRule,
  isFlakeFile,
  overlaysOf,
  roleOf,
  type FileContext,
  type Overlay,
  type SelectExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "direct-input-package",
  summary: "a package taken straight from a flake input",
  category: "flake",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    package:
      "This module takes packages of `{input}` straight from the flake input{times}: an overlay in one place would give them to all.",
    nixpkgs:
      "This module goes past its `pkgs` to `inputs.{input}`{times}: overlays and the configuration of nixpkgs do not hold there.",
  },
  docs: {
    why: "Such a module has to know the name of the input and the system, cannot be used without the flake, and gets a package that no overlay and no `nixpkgs.config` of the host has touched. Make it an overlay, and take it from `pkgs`.",
    examples: [
      {
        bad: "{ inputs, pkgs, ... }:\n{\n  environment.systemPackages = [ inputs.helix.packages.${pkgs.system}.default ];\n}\n",
        good: "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.helix ];\n}\n",
      },
    ],
    traps: [
      {
        good: "{ inputs, ... }:\n{\n  nixpkgs.overlays = [ (final: prev: { helix = inputs.helix.packages.${prev.system}.default; }) ];\n}\n",
        because: "an overlay is where this belongs",
      },
      {
        good: "{ inputs, ... }:\n{\n  imports = [ inputs.disko.nixosModules.disko ];\n}\n",
        because: "a module of an input is no package",
      },
      {
        good: "{ inputs, pkgs, ... }:\n{\n  environment.systemPackages = [ inputs.self.packages.${pkgs.system}.tool ];\n}\n",
        because: "it is a package of this flake",
      },
    ],
    whenNotToUse:
      "Where each module names what it takes on purpose, or a package has to stay as its author built it to come out of a binary cache.",
  },
  mentions: ["inputs"],
  visit: {
    source_code(_node, context) {
      const { tree, path, semantics, report } = context;
      if (isFlakeFile(path) || tree.nameIdFor("inputs") === 0) return;
      // There is no `pkgs` yet where flake-parts and the like put the flake together.
      const isFlakeModule = ["flake", "perSystem", "withSystem"].some(
        (name) => tree.nameIdFor(name) > 0,
      );
      let overlays: readonly Overlay[] | undefined;
      const found = new Map<string, { first: SelectExpression; end: number; count: number }>();
      for (const node of tree.nodesOfKind("select_expression")) {
        const taken = packageOf(node);
        if (!taken) continue;
        overlays ??= overlaysOf(semantics);
        if (overlays.some((overlay) => overlay.node.encloses(node))) continue;
        if (isFlakeModule && taken.input.startsWith("nixpkgs")) continue;
        if (!isInModule(node, context)) continue;
        const known = found.get(taken.input);
        if (known) known.count += 1;
        else found.set(taken.input, { first: node, end: taken.end, count: 1 });
      }
      for (const [input, { first, end, count }] of found) {
        const isPkgs = input === "nixpkgs" && tree.nameIdFor("pkgs") !== 0;
        const times = count > 1 ? `, ${count} times` : "";
        report({
          at: { start: first.start, end },
          message: isPkgs ? "nixpkgs" : "package",
          data: { input, times },
          ...(isPkgs ? { severity: "warning" } : {}),
        });
      }
    },
  },
});

const packageSets = new Set(["packages", "legacyPackages", "defaultPackage"]);

/** The input that `inputs.x.packages…` or `self.inputs.x.packages…` takes a package of, and where its name ends. */
function packageOf(
  node: SelectExpression,
): { readonly input: string; readonly end: number } | undefined {
  const { expression, attrpath, tree } = node;
  if (!expression.is("variable_expression")) return undefined;
  const skipped = expression.name.text === "self" ? 1 : 0;
  const keys = attrpath.attrs.map(({ row }) => constantKey(tree, row));
  if (skipped === 1 ? keys[0] !== "inputs" : expression.name.text !== "inputs") return undefined;
  const [input, set] = keys.slice(skipped);
  const last = attrpath.attrs[skipped + 1];
  const isPackage = input !== undefined && input !== "self" && packageSets.has(set ?? "");
  return isPackage && last ? { input, end: last.end } : undefined;
}

function isInModule(node: SelectExpression, context: FileContext): boolean {
  for (const above of node.ancestors())
    if (above.is("function_expression") && roleOf(above, context) === "module") return true;
  return false;
}
