import type { Semantics } from "../semantics/index.ts";
import type { Expression } from "../syntax/index.ts";
import { calledFunction } from "./call.ts";
import { conditional, isTransparent } from "./known-calls.ts";
import type { LocalNames } from "./local-names.ts";

/** Whether an element of a list, or an argument, may hold definitions of its own. */
export function mayHoldDefinitions(
  node: Expression,
  names: LocalNames,
  semantics: Semantics,
): boolean {
  const ask = (inner: Expression): boolean => mayHoldDefinitions(inner, names, semantics);
  switch (node.kind) {
    case "parenthesized_expression":
      return ask(node.expression);
    case "attrset_expression":
    case "rec_attrset_expression":
    case "function_expression":
      return true;
    case "let_expression":
    case "with_expression":
      return ask(node.body);
    case "variable_expression":
      return names.valueOf(node)?.is("attrset_expression", "rec_attrset_expression") ?? false;
    case "apply_expression": {
      const { origin, args } = calledFunction(node, semantics);
      const last = args.at(-1);
      const givesThrough = origin === undefined || conditional.has(origin) || isTransparent(origin);
      return last !== undefined && givesThrough && ask(last);
    }
    default:
      return false;
  }
}
