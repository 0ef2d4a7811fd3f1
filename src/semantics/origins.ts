import { builtinNames } from "./builtins.ts";
import { constantKey } from "./constant-key.ts";
import { libNames, libTypeNames } from "./lib-names.ts";
import type { AnyNode, Expression, WithExpression } from "../syntax/index.ts";
import type { Binding, Semantics } from "./semantics.ts";

/** Parts of `lib` whose names are also directly below `lib`. Source: nixpkgs `lib/default.nix`. */
const flattenedLibParts: ReadonlySet<string> = new Set(
  `trivial fixedPoints attrsets lists strings stringsWithDeps customisation derivations maintainers meta versions
  modules options asserts sources debug misc filesystem lowPriority`.split(/\s+/),
);

/** Names that nixpkgs goes by: as an argument, and in overlays. Not `self`, which is more often a flake. */
const packageSets: ReadonlySet<string> = new Set(["pkgs", "nixpkgs", "final", "prev", "super"]);

/** How deep definitions are followed: `let a = b; b = c; …`. */
const DEPTH_LIMIT = 20;

/** See {@link Semantics.originOf}. Answers are kept. */
export function createOrigins(semantics: Semantics): (node: AnyNode) => string | undefined {
  const known = new Map<number, string | undefined>();
  const { tree } = semantics;

  function originOf(node: AnyNode, depth: number): string | undefined {
    if (depth > DEPTH_LIMIT) return undefined;
    if (known.has(node.row)) return known.get(node.row);
    // A definition that leads back to itself has no origin.
    known.set(node.row, undefined);
    const found = findOrigin(node, depth);
    const origin = found === undefined ? undefined : canonicalOrigin(found);
    known.set(node.row, origin);
    return origin;
  }

  function findOrigin(node: AnyNode, depth: number): string | undefined {
    switch (node.kind) {
      case "variable_expression":
      case "identifier":
        return originOfName(node, node.text, depth);
      case "parenthesized_expression":
        return originOf(node.expression, depth + 1);
      case "select_expression": {
        if (node.default) return undefined;
        const base = originOf(node.expression, depth + 1);
        if (base === undefined) return undefined;
        const keys = node.attrpath.attrs.map((attr) => constantKey(tree, attr.row));
        if (base === "nixpkgs" && keys[0] === "legacyPackages") return join("pkgs", keys.slice(2));
        return join(base, keys);
      }
      case "spath_expression":
        return node.text === "<nixpkgs>" ? "<nixpkgs>" : undefined;
      case "apply_expression":
        return isNixpkgsImport(node.function, depth) ? "pkgs" : undefined;
      default:
        return undefined;
    }
  }

  function originOfName(node: AnyNode, name: string, depth: number): string | undefined {
    const resolution = semantics.resolve(node);
    switch (resolution?.kind) {
      case "global":
        return name === "builtins" ? name : `builtins.${name.replace(/^__(?!curPos)/, "")}`;
      case "bound":
        return originOfBinding(resolution.binding, depth);
      case "dynamic":
        return originUnderWith(name, resolution.withs, depth);
      default:
        return undefined;
    }
  }

  function originOfBinding(binding: Binding, depth: number): string | undefined {
    if (binding.kind === "formal" || binding.kind === "argument") return binding.name;
    if (binding.kind === "pattern-alias") return binding.name;
    if (binding.value) return originOf(binding.value, depth + 1);
    const { definition } = binding;
    if (definition.is("inherit_from")) {
      const base = originOf(definition.expression, depth + 1);
      return base === undefined ? undefined : join(base, [binding.name]);
    }
    // `inherit x` in a set or let: the same name, one scope further out.
    return definition.is("inherit")
      ? originOfName(binding.nameNode, binding.name, depth + 1)
      : undefined;
  }

  function originUnderWith(
    name: string,
    withs: readonly WithExpression[],
    depth: number,
  ): string | undefined {
    const bases = withs.map(({ environment }) => originOf(environment, depth + 1));
    if (bases.length === 1) return bases[0] === undefined ? undefined : join(bases[0], [name]);
    // An inner `with` wins where it has the name; which names `lib` and `builtins` have is known.
    for (const base of bases) {
      if (base === "lib" && libNames.has(name)) return join("lib", [name]);
      if (base === "lib.types" && libTypeNames.has(name)) return join("lib.types", [name]);
      if (base === "builtins") {
        if (builtinNames.has(name)) return join("builtins", [name]);
        continue;
      }
      if (
        base !== "lib" &&
        !(base?.startsWith("lib.") ?? false) &&
        !(base === "pkgs" && libNames.has(name))
      )
        return undefined;
    }
    return undefined;
  }

  function isNixpkgsImport(callee: Expression, depth: number): boolean {
    if (callee.kind === "parenthesized_expression")
      return isNixpkgsImport(callee.expression, depth);
    if (callee.kind !== "apply_expression") return false;
    if (originOf(callee.function, depth + 1) !== "builtins.import") return false;
    const target = originOf(callee.argument, depth + 1);
    return target === "<nixpkgs>" || target === "nixpkgs" || target === "inputs.nixpkgs";
  }

  return (node) => originOf(node, 0);
}

function join(base: string, keys: readonly (string | undefined)[]): string | undefined {
  return keys.includes(undefined) ? undefined : [base, ...keys].join(".");
}

/** One spelling for what has several: the flat names of `lib`, and `lib` itself wherever it is taken from. */
export function canonicalOrigin(origin: string): string {
  const parts = origin.split(".");
  if (parts[0] === "inputs" && parts.length > 1) parts.shift();
  if (packageSets.has(parts[0] ?? "")) {
    if (parts[1] === "lib") parts.shift();
    else if (parts[1] === "stdenv" && parts[2] === "lib" && parts.length > 3) parts.splice(0, 2);
  }
  // `stdenv.lib` itself stays: that it is gone is worth telling.
  if (parts[0] === "stdenv" && parts[1] === "lib" && parts.length > 2) parts.shift();
  while (parts[0] === "lib" && parts.length > 2 && flattenedLibParts.has(parts[1] ?? ""))
    parts.splice(1, 1);
  while (parts[0] === "builtins" && parts[1] === "builtins") parts.shift();
  return parts.join(".");
}
