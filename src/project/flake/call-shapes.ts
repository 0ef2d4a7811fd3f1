import { constantKey, type Semantics } from "../../semantics/index.ts";
import type { AnyNode, ApplyExpression, FunctionExpression } from "../../syntax/index.ts";
import { literalText, withoutParentheses } from "./input-definitions.ts";

/** Attributes that list flakes for the command line; nothing in the configuration needs what they list. */
export const registryNames = /^(?:registry|nixPath|NIX_PATH|nix-path)$/;

/** What an `import` somewhere in a chain of calls names: a literal, or something that only an evaluation could tell. */
export function importedLiteral(
  call: ApplyExpression,
): { readonly literal: string | undefined } | undefined {
  let inner: AnyNode = call;
  while (inner.is("apply_expression")) {
    const fn = withoutParentheses(inner.function);
    if (fn.is("variable_expression", "select_expression") && /(?:^|\.)import$/.test(fn.text))
      return { literal: literalText(withoutParentheses(inner.argument)) };
    inner = fn;
  }
  return undefined;
}

/** Whether an expression, or the name that it is bound to, stands only in lists for the command line. */
export function isListed(start: AnyNode, semantics: Semantics): boolean {
  const waiting = [start];
  const seen = new Set<number>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node.row)) continue;
    seen.add(node.row);
    const binding = [...node.ancestors()].find((above) => above.kind === "binding");
    if (!binding?.is("binding")) return false;
    const keys = [binding, ...binding.ancestors()].flatMap((above) =>
      above.is("binding")
        ? above.attrpath.attrs.map(({ row }) => constantKey(above.tree, row))
        : [],
    );
    if (keys.some((key) => key !== undefined && registryNames.test(key))) continue;
    const owner = binding.parent?.parent;
    if (!owner?.is("let_expression")) return false;
    const bound = semantics.bindingsOf(owner).find(({ definition }) => definition === binding);
    if (!bound) return false;
    waiting.push(...bound.references.map((reference) => reference.node));
  }
  return true;
}

/** The function inside a chain of functions that takes the argument of that index. */
export function functionAt(value: AnyNode, index: number): FunctionExpression | undefined {
  let node = value;
  for (let left = index; ; left -= 1) {
    if (!node.is("function_expression")) return undefined;
    if (left === 0) return node;
    node = withoutParentheses(node.body);
  }
}

export function calleeOf(call: ApplyExpression): AnyNode {
  let node: AnyNode = call;
  while (node.is("apply_expression")) node = withoutParentheses(node.function);
  return node;
}

/** How many arguments a call already has before its own. */
export function argumentsBefore(call: ApplyExpression): number {
  let count = 0;
  for (let fn = withoutParentheses(call.function); fn.is("apply_expression"); count += 1)
    fn = withoutParentheses(fn.function);
  return count;
}
