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
  type Unknown,
} from "./fold-value.ts";
import { absolutePath, isForeignPath } from "./fold-world.ts";
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

/** A path as written, where no part of it is computed; in a world an absolute one. */
export function foldPath(
  node: PathExpression | HpathExpression,
  limits: FoldLimits,
  folder: string | undefined,
  fold: (node: Expression) => Folded,
): Folded {
  if (folder !== undefined && node.kind === "path_expression") {
    let text = "";
    for (const child of node.children) {
      if (!child.is("interpolation")) {
        text += child.text;
        continue;
      }
      const part = foldCoercion(fold(child.expression), limits);
      if (!part.known) return part;
      limits.spend(1 + (part.text.length >>> 6));
      text += part.text;
    }
    return known({
      type: "path",
      value: absolutePath(folder, node.children.length === 0 ? node.text : text),
    });
  }
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
  let foreign: Unknown | undefined;
  for (const part of stringParts(tree, row)) {
    if (typeof part === "string") {
      result += part;
      continue;
    }
    const folded = fold((tree.nodeAt(part) as Interpolation).expression);
    const text = foldCoercion(folded, limits);
    if (!text.known) {
      if (limits.world && result === "" && !folded.known && isForeignPath(folded)) {
        foreign = folded;
        continue;
      }
      return text;
    }
    limits.spend(1 + (text.text.length >>> 6));
    result += text.text;
  }
  return foreign ? belowForeignPath(foreign, result) : stringValue(result);
}

/** What is meant by a text behind something outside of the tree: `${inputs.nixpkgs}/nixos/modules`. */
export function belowForeignPath(foreign: Unknown, text: string): Folded {
  const { origin = "", reason } = foreign;
  return text === "" || text.startsWith("/")
    ? { ...unknown(reason), origin: `${origin}${text}` }
    : unknown(reason);
}
