import type { Semantics } from "../semantics/index.ts";
import type { ApplyExpression, Expression } from "../syntax/index.ts";

/** A call with all its arguments: `f a b` is one call of `f` with two. */
export interface Call {
  readonly callee: Expression;
  /** See `Semantics.originOf`. */
  readonly origin: string | undefined;
  /** Without parentheres round them. */
  readonly args: readonly Expression[];
}

/** Takes a curried call apart. */
export function calledFunction(call: ApplyExpression, semantics: Semantics): Call {
  const args: Expression[] = [];
  let callee: Expression = call;
  while (callee.kind === "apply_expression") {
    args.unshift(withoutParentheses(callee.argument));
    callee = withoutParentheses(callee.function);
  }
  return { callee, origin: semantics.originOf(callee), args };
}

function withoutParentheses(node: Expression): Expression {
  let inner = node;
  while (inner.kind === "parenthesized_expression") inner = inner.expression;
  return inner;
}
