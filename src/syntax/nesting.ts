import { Field, Kind } from "./generated/kinds.ts";
import type { SyntaxTree } from "./tree.ts";

/** What Nix's parser can hold on its stack: YYMAXDEPTH of the Bison parser, in grammar symbols. */
const STACK_LIMIT = 10_000;

/** Trees less deep than this can't fill that stack. */
const SUSPICIOUS_DEPTH = 1000;

/**
 * Offset of the first token that is nested deeper than Nix's parser takes, if there is one: 9,998 parentheses, 4,998
 * lists or functions, 2,497 sets.
 */
export function findTooDeep(tree: SyntaxTree): number | undefined {
  if (tree.depth < SUSPICIOUS_DEPTH) return undefined;
  const depths = new Uint32Array(tree.rowCount);
  for (let row = 1; row < tree.rowCount; row++) {
    const parent = tree.parentOf(row);
    const depth = (depths[parent] ?? 0) + symbolsBefore(tree, parent, row);
    depths[row] = depth;
    if (depth >= STACK_LIMIT) return tree.startOf(row);
  }
  return undefined;
}

/** How many symbols of a construct Nix's parser holds while it reads one of its parts. */
function symbolsBefore(tree: SyntaxTree, parent: number, row: number): number {
  switch (tree.kindOf(parent)) {
    case Kind.list_expression:
    case Kind.attrset_expression:
    case Kind.let_expression:
    case Kind.binding:
      return 2;
    case Kind.function_expression:
      return tree.fieldOf(row) === Field.body ? 2 : 0;
    case Kind.rec_attrset_expression:
    case Kind.let_attrset_expression:
      return 3;
    case Kind.with_expression:
    case Kind.assert_expression:
    case Kind.if_expression:
      return tree.startOf(row) === tree.startOf(parent) ? 0 : 1;
    case Kind.parenthesized_expression:
    case Kind.interpolation:
    case Kind.string_expression:
    case Kind.indented_string_expression:
    case Kind.unary_expression:
      return 1;
    case Kind.binary_expression:
      return tree.fieldOf(row) === Field.right ? 2 : 0;
    case Kind.apply_expression:
      return tree.fieldOf(row) === Field.argument ? 1 : 0;
    default:
      return 0;
  }
}
