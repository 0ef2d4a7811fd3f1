import type { Semantics } from "../semantics/index.ts";
import type { AnyNode } from "../syntax/index.ts";
import { bindingAround } from "./binding-around.ts";

/**
 * How a function of nixpkgs' `lib` can be written at a place: `mkIf` where a scope or a `with` round it brings it, else
 * `lib.mkIf` where `lib` is at hand. `undefined` where neither is.
 */
export function libSpelling(name: string, node: AnyNode, semantics: Semantics): string | undefined {
  const own = bindingAround(name, node, semantics);
  if (own) {
    const { definition } = own;
    const isOfLib =
      definition.is("inherit_from") && semantics.originOf(definition.expression) === "lib";
    return isOfLib ? name : undefined;
  }
  const lib = bindingAround("lib", node, semantics);
  if (lib && isLib()) return `lib.${name}`;
  for (const above of node.ancestors()) {
    if (!above.is("with_expression") || !above.body.encloses(node)) continue;
    return semantics.originOf(above.environment) === "lib" ? name : undefined;
  }
  return undefined;

  function isLib(): boolean {
    if (!lib) return false;
    const { kind, value, definition } = lib;
    if (kind === "formal" || kind === "argument") return true;
    if (value) return semantics.originOf(value) === "lib";
    return (
      definition.is("inherit_from") &&
      ["pkgs", "nixpkgs"].includes(semantics.originOf(definition.expression) ?? "")
    );
  }
}
