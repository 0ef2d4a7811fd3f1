import { constantKey } from "../../semantics/index.ts";
import type { AttributePath, Expression } from "../../syntax/index.ts";

/** The expression without the parentheses round it. */
export function withoutParentheses(node: Expression): Expression {
  let inner = node;
  while (inner.kind === "parenthesized_expression") inner = inner.expression;
  return inner;
}

/** The keys of an attribute path; `*` for a computed one. */
export function keysOf(path: AttributePath): string[] {
  return path.attrs.map((attr) => constantKey(path.tree, attr.row) ?? "*");
}
