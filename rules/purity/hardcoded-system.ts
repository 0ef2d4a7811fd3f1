import {
  constantKey,
  defineRule,
  derivationCallAround,
  unwrapped,
  type AnyNode,
  type AttributeBinding,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "hardcoded-system",
  summary: "the name of a system in a module, overlay or package",
  category: "purity",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    selected: "`{system}` is picked here whatever the system of `{packages}` is.",
    given: "The system is fixed to `{system}` here, whatever that of `{packages}` is.",
  },
  docs: {
    why: "On a host of another system the evaluation still succeeds, and the result holds programs that cannot run there, or the build waits for a builder that there is none of.",
    examples: [
      {
        bad: "{ pkgs, inputs, ... }:\n{\n  environment.systemPackages = [ inputs.agenix.packages.x86_64-linux.default ];\n}\n",
        good: "{ pkgs, inputs, ... }:\n{\n  environment.systemPackages = [ inputs.agenix.packages.${pkgs.stdenv.hostPlatform.system}.default ];\n}\n",
      },
      {
        bad: '{ pkgs, inputs, ... }:\nlet\n  unstable = import inputs.unstable { system = "x86_64-linux"; };\nin\n{ home.packages = [ unstable.hello ]; }\n',
        good: "{ pkgs, inputs, ... }:\nlet\n  unstable = import inputs.unstable { inherit (pkgs.stdenv.hostPlatform) system; };\nin\n{ home.packages = [ unstable.hello ]; }\n",
      },
    ],
    traps: [
      {
        good: '{ pkgs, ... }:\n{\n  nixpkgs.hostPlatform = "x86_64-linux";\n  boot.binfmt.emulatedSystems = [ "aarch64-linux" ];\n  nix.buildMachines = [ { hostName = "b"; system = "x86_64-linux"; } ];\n}\n',
        because: "these say which system it is",
      },
      {
        good: '{ stdenv, fetchurl }:\nlet hash = { x86_64-linux = "a"; aarch64-linux = "b"; }; in\nhash.${stdenv.hostPlatform.system}\n',
        because: "a table holds one entry for each system",
      },
      {
        good: '{ pkgs, lib, ... }:\nlib.mkIf (pkgs.stdenv.hostPlatform.system == "x86_64-linux") { }\n',
        because: "it asks for the system",
      },
      {
        good: "{ inputs, ... }:\n{\n  flake.a = inputs.b.packages.x86_64-linux.c;\n}\n",
        because: "no package set is at hand that could tell",
      },
    ],
    whenNotToUse: "Where all hosts have one system, and will keep it.",
  },
  mentions: ["-linux", "-darwin"],
  visit: {
    select_expression(node, { path, tree, report }) {
      const at = node.attrpath.attrs.find((attribute) => {
        const key = constantKey(tree, attribute.row);
        return key !== undefined && systemName.test(key);
      });
      if (!at || isExemptFile(path)) return;
      if (unwrapped(node.expression).is("attrset_expression", "rec_attrset_expression")) return;
      const packages = packagesAround(node);
      const system = constantKey(tree, at.row) ?? at.text;
      if (packages && !saysTheSystem(node))
        report({ at, message: "selected", data: { system, packages } });
    },
    binding(node, { path, semantics, tree, report }) {
      const value = unwrapped(node.expression);
      if (!value.is("string_expression") || isExemptFile(path)) return;
      const [key, ...others] = node.attrpath.attrs;
      if (!key || others.length > 0 || constantKey(tree, key.row) !== "system") return;
      const system = constantKey(tree, value.row);
      if (system === undefined || !systemName.test(system)) return;
      const packages = packagesAround(node);
      if (!packages || !isGivenOn(node, semantics)) return;
      report({ at: value, message: "given", data: { system, packages } });
    },
  },
});

const systemName =
  /^(?:x86_64|aarch64|i686|armv[67]l|riscv64|powerpc64le|loongarch64)-(?:linux|darwin)$/;

/** Flakes list their systems, and hardware files say what the machine is. */
function isExemptFile(path: string): boolean {
  return /(?:^|\/)(?:flake|[\w-]*hardware[\w-]*)\.nix$/.test(path);
}

/** The package set, or what is made of it, that a function round the node is called with. */
function packagesAround(node: AnyNode): string | undefined {
  for (const above of node.ancestors()) {
    if (!above.is("function_expression")) continue;
    const formals = above.formals?.formals.map(({ name }) => name.text) ?? [];
    const found = formals.find((name) => name === "pkgs" || name === "stdenv");
    if (found) return found;
    const { universal, parent } = above;
    const isInner = parent?.is("function_expression") && !parent.formals && !above.formals;
    if (isInner && universal && /^(?:prev|super)$/.test(universal.text)) return universal.text;
  }
  return undefined;
}

/** Whether the node is what `nixpkgs.pkgs` or another such option is set to, which make the system of `pkgs`. */
function saysTheSystem(node: AnyNode): boolean {
  for (const above of node.ancestors()) {
    if (above.kind !== "binding") continue;
    const keys = new Set(above.attrpath.attrs.map(({ text }) => text));
    if (keys.has("overlays")) return false;
    if (keys.has("nixpkgs")) return true;
  }
  return false;
}

/** Whether a `system = …;` is handed to an import or derivation, or is a name for use in the file. */
function isGivenOn(node: AttributeBinding, semantics: Semantics): boolean {
  const owner = node.parent?.parent;
  if (owner?.is("let_expression")) return true;
  if (!owner?.is("attrset_expression", "rec_attrset_expression")) return false;
  if (derivationCallAround(owner, semantics)?.attributes === owner) return true;
  let argument: AnyNode = owner;
  while (argument.parent?.is("parenthesized_expression")) argument = argument.parent;
  const call = argument.parent;
  if (!call?.is("apply_expression") || call.argument !== argument) return false;
  let head = unwrapped(call.function);
  while (head.kind === "apply_expression") head = unwrapped(head.function);
  return semantics.originOf(head) === "builtins.import";
}
