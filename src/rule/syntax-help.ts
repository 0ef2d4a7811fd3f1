import { constantKey } from "../semantics/index.ts";
import type { AttributePath, Expression } from "../syntax/index.ts";

/** The expression without the parentheses round it. */
export function unwrapped(node: Expression): Expression {
  let inner = node;
  while (inner.kind === "parenthesized_expression") inner = inner.expression;
  return inner;
}

/** The keys of an attribute path; `undefined` where one is computed. */
export function staticPathOf(path: AttributePath): readonly string[] | undefined {
  const keys: string[] = [];
  for (const attribute of path.attrs) {
    const key = constantKey(path.tree, attribute.row);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}
