import { builtinNames, isGlobalName, type Semantics } from "../semantics/index.ts";
import type { AnyNode } from "../syntax/index.ts";

/** The names that the text binds round a node, innermost scope first; those of a `with` are not known. */
export function* boundNamesAround(node: AnyNode, semantics: Semantics): Generator<string> {
  // A plain `inherit` reads outside of the set or `let` that it stands in.
  let isInherited = node.parent?.parent?.is("inherit") ?? false;
  for (const above of node.ancestors()) {
    if (
      !above.is(
        "let_expression",
        "rec_attrset_expression",
        "let_attrset_expression",
        "attrset_expression",
        "function_expression",
      )
    )
      continue;
    if (!isInherited) for (const { name } of semantics.bindingsOf(above)) yield name;
    isInherited = false;
  }
}

const namesOfFile = new WeakMap<Semantics, ReadonlySet<string>>();

/** Whether anything in the file binds the name. */
function isBoundInFile(name: string, semantics: Semantics): boolean {
  let names = namesOfFile.get(semantics);
  if (!names)
    namesOfFile.set(
      semantics,
      (names = new Set(semantics.bindings.map((binding) => binding.name))),
    );
  return names.has(name);
}

/** Whether `name` means what Nix itself calls so at this place: no scope round it binds the name. */
export function isGlobalHere(name: string, node: AnyNode, semantics: Semantics): boolean {
  if (!isGlobalName(name)) return false;
  if (!isBoundInFile(name, semantics)) return true;
  for (const bound of boundNamesAround(node, semantics)) if (bound === name) return false;
  return true;
}

/** The names that every expression sees without a prefix, but for those that begin with `__`. */
export const plainGlobalNames: readonly string[] = Array.from(builtinNames).filter(isGlobalName);
