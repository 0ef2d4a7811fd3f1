import { Kind, type SyntaxTree } from "../syntax/index.ts";
import { constantString } from "./string-parts.ts";

/**
 * The name that an attribute (identifier, string or `${…}`) stands for, where the text alone decides it:
 * `a`, `"a"` and `${"a"}` are the same key. `undefined` for anything computed.
 */
export function constantKey(tree: SyntaxTree, row: number): string | undefined {
  const kind = tree.kindOf(row);
  if (kind === Kind.identifier) return tree.nameText(tree.nameIdOf(row));
  if (kind === Kind.string_expression) return constantString(tree, row);
  if (kind !== Kind.interpolation) return undefined;
  let inner = soleChild(tree, row);
  while (inner !== undefined && tree.kindOf(inner) === Kind.parenthesized_expression) {
    inner = soleChild(tree, inner);
  }
  if (inner === undefined) return undefined;
  switch (tree.kindOf(inner)) {
    case Kind.string_expression:
    case Kind.indented_string_expression:
      return constantString(tree, inner);
    case Kind.uri_expression:
      return tree.source.slice(tree.startOf(inner), tree.endOf(inner));
    default:
      return undefined;
  }
}

function soleChild(tree: SyntaxTree, row: number): number | undefined {
  const rows = tree.childRows(row).filter((child) => tree.isStructural(child));
  return rows.length === 1 ? rows[0] : undefined;
}
