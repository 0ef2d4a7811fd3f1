import type { Semantics } from "../semantics/index.ts";
import type { Expression } from "../syntax/index.ts";
import { calledFunction } from "./call.ts";
import { perElement } from "./known-calls.ts";

/** What a function that is called for each name gives: its body, or the value of a `nameValuePair`. */
export function valuePerName(node: Expression, semantics: Semantics): Expression {
  const body = bodyOf(node);
  const call = body.is("apply_expression") ? calledFunction(body, semantics) : undefined;
  return (call?.origin === "lib.nameValuePair" ? call.args[1] : undefined) ?? node;
}

/** The values of `listToAttrs [ { name = …; value = …; } ]`, or of a `map` that makes such pairs. */
export function valuesOfPairs(list: Expression, semantics: Semantics): readonly Expression[] {
  const made = list.is("apply_expression") ? calledFunction(list, semantics) : undefined;
  const one = made?.args[perElement[made.origin ?? ""] ?? -1];
  const pairs = list.is("list_expression") ? list.elements : one ? [one] : [];
  return pairs.flatMap((pair) => {
    const body = bodyOf(pair);
    if (!body.is("attrset_expression", "rec_attrset_expression"))
      return [valuePerName(pair, semantics)];
    const value = body.bindingSet?.bindings.find(
      (entry) => entry.is("binding") && entry.attrpath.text === "value",
    );
    return value?.is("binding") ? [value.expression] : [];
  });
}

function bodyOf(node: Expression): Expression {
  let body = node;
  while (body.is("function_expression", "let_expression", "parenthesized_expression"))
    body = body.is("parenthesized_expression") ? body.expression : body.body;
  return body;
}
