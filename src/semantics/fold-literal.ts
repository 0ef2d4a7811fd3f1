import type {
  Expression,
  HpathExpression,
  Interpolation,
  PathExpression,
  SyntaxTree,
} from "../syntax/index.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { foldCoercion } from "./fold-list-functions.ts";
import {
  floatValue,
  integerValue,
  known,
  stringValue,
  unknown,
  type Folded,
} from "./fold-value.ts";
import { stringParts } from "./string-parts.ts";

/** An integer as written. */
export function foldInteger(text: string): Folded {
  // Reading thousands of digits would take its time, and Nix takes none beyond 64 bits.
  return text.length > 1000 ? unknown("integer beyond 64 bits") : integerValue(BigInt(text));
}

/** A float as written: `1.5`, `.5e3`, `1.`. */
export function foldFloat(text: string): Folded {
  return floatValue(Number(text));
}

/** A path as written, where no part of it is computed. */
export function foldPath(node: PathExpression | HpathExpression): Folded {
  return node.children.some((child) => child.is("interpolation"))
    ? unknown("path with a computed part")
    : known({ type: "path", value: node.text });
}

/** A string, its interpolations folded. */
export function foldStringParts(
  tree: SyntaxTree,
  row: number,
  limits: FoldLimits,
  fold: (node: Expression) => Folded,
): Folded {
  let result = "";
  for (const part of stringParts(tree, row)) {
    if (typeof part === "string") {
      result += part;
      continue;
    }
    const text = foldCoercion(fold((tree.nodeAt(part) as Interpolation).expression));
    if (!text.known) return text;
    limits.spend(1 + (text.text.length >>> 6));
    result += text.text;
  }
  return stringValue(result);
}
