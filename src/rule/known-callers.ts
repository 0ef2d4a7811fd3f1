import type { Semantics } from "../semantics/index.ts";
import type { AnyNode, FunctionExpression } from "../syntax/index.ts";

/**
 * Whether all calls of a function are in this file: it is called on the spot, or it is the value of a `let` name that is
 * only ever called. Any other function may be handed to something that looks at its arguments.
 */
export function hasKnownCallers(node: FunctionExpression, semantics: Semantics): boolean {
  const whole = withParentheses(node);
  if (isCallee(whole)) return true;
  const { parent } = whole;
  if (!parent?.is("binding") || parent.attrpath.attrs.length !== 1) return false;
  const owner = parent.parent?.parent;
  const binding =
    owner?.is("let_expression") &&
    semantics.bindingsOf(owner).find(({ definition }) => definition === parent);
  return (
    typeof binding === "object" &&
    binding.references.length > 0 &&
    binding.references.every((reference) => isCallee(withParentheses(reference.node)))
  );
}

/** The node with the parentheses around it. */
function withParentheses(node: AnyNode): AnyNode {
  let whole = node;
  while (whole.parent?.is("parenthesized_expression")) whole = whole.parent;
  return whole;
}

function isCallee(node: AnyNode): boolean {
  return node.parent?.is("apply_expression") === true && node.parent.function === node;
}
