import type { Semantics } from "../../semantics/index.ts";
import type { Expression, ListExpression } from "../../syntax/index.ts";
import { calledFunction } from "../../options/index.ts";
import { plainText } from "./setting-value.ts";
import { unwrapped } from "../syntax-help.ts";

/** One element of a list that an option holds. */
export interface ListElement {
  readonly node: Expression;
  /** `undefined` where the text of the file does not tell. */
  readonly text: string | undefined;
  /** The list that it is written in. */
  readonly list: ListExpression | undefined;
}

/** The elements of a list as written, or the one value that stands for it. */
export function elementsOf(
  value: Expression,
  semantics: Semantics,
  list?: ListExpression,
): readonly ListElement[] {
  const node = unwrapped(value);
  switch (node.kind) {
    case "list_expression":
      return node.elements.flatMap((element) => elementsOf(element, semantics, node));
    case "if_expression":
      return [
        ...elementsOf(node.consequence, semantics),
        ...elementsOf(node.alternative, semantics),
      ];
    case "with_expression":
    case "let_expression":
      return elementsOf(node.body, semantics);
    case "binary_expression":
      return node.operator === "++"
        ? [...elementsOf(node.left, semantics), ...elementsOf(node.right, semantics)]
        : [elementOf(node, semantics, list)];
    case "apply_expression": {
      const { origin, args } = calledFunction(node, semantics);
      const last = args.at(-1);
      return last && givesThrough.test(origin ?? "")
        ? elementsOf(last, semantics, list)
        : [elementOf(node, semantics, list)];
    }
    default:
      return [elementOf(node, semantics, list)];
  }
}

/** Functions whose last argument is the value, or may be. */
const givesThrough =
  /^lib\.(?:mk(?:If|Force|Default|Override|VMOverride|Before|After|Order)|optionals?)$/;

function elementOf(
  node: Expression,
  semantics: Semantics,
  list: ListExpression | undefined,
): ListElement {
  return { node, text: plainText(semantics.fold(node)), list };
}
