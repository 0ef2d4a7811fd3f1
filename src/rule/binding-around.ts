import type { Binding, Semantics } from "../semantics/index.ts";
import type { AnyNode } from "../syntax/index.ts";

/** What `name` would refer to if it stood at this place; `undefined` where no scope of the file binds it. */
export function bindingAround(
  name: string,
  node: AnyNode,
  semantics: Semantics,
): Binding | undefined {
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
    const found = semantics.bindingsOf(above).find((binding) => binding.name === name);
    if (found) return found;
  }
  return undefined;
}
