import { Field, Kind, Token } from "./generated/kinds.ts";
import type { SyntaxTree } from "./tree.ts";

/** Nix's parser gives up when its stack (YYMAXDEPTH of Bison) would hold so many grammar symbols. */
const STACK_LIMIT = 9998;

/** Trees less deep than this can't fill that stack. */
const SUSPICIOUS_DEPTH = 1000;

/**
 * What an opening brace takes besides: until Nix's parser knows whether a set or a function's pattern begins, it follows
 * both readings, and they share the stack. Measured.
 */
const undecided = { empty: 22, name: 14 } as const;

/**
 * Offset of the first token that is nested deeper than Nix's parser takes, if there is one: in 9,996 parentheses, 4,999
 * lists or functions, 2,497 sets. Exact to a few levels of braces.
 */
export function findTooDeep(tree: SyntaxTree): number | undefined {
  if (tree.depth < SUSPICIOUS_DEPTH) return undefined;
  const depths = new Uint32Array(tree.rowCount);
  const childCounts = new Uint32Array(tree.rowCount);
  for (let row = 1; row < tree.rowCount; row++) {
    const kind = tree.kindOf(row);
    if (kind === Kind.comment) continue;
    const parent = tree.parentOf(row);
    const index = childCounts[parent] ?? 0;
    childCounts[parent] = index + 1;
    const depth = (depths[parent] ?? 0) + symbolsBefore(tree, parent, row, index);
    depths[row] = depth;
    if (depth + 1 + symbolsUndecided(tree, row, kind) >= STACK_LIMIT) return tree.startOf(row);
  }
  return undefined;
}

/** How many symbols of a construct Nix's parser holds when it comes to one of its parts. */
function symbolsBefore(tree: SyntaxTree, parent: number, row: number, index: number): number {
  switch (tree.kindOf(parent)) {
    case Kind.list_expression:
      return index === 0 ? 0 : 2;
    case Kind.string_expression:
    case Kind.indented_string_expression:
    case Kind.attrpath:
      return Math.min(index, 2);
    case Kind.binding_set:
      return 1;
    case Kind.inherited_attrs:
      return Math.min(index, 1);
    case Kind.formals:
      return index > 1 ? 3 : index;
    case Kind.function_expression:
      return tree.fieldRow(parent, Field.formals) === undefined || tree.fieldOf(row) !== Field.body
        ? index
        : index + 2;
    case Kind.attrset_expression:
    case Kind.rec_attrset_expression:
    case Kind.let_attrset_expression:
    case Kind.let_expression:
      // Where there are no bindings, Nix's grammar has an empty symbol.
      return isAfterBindings(tree, parent, row) ? index + 1 : index;
    default:
      return index;
  }
}

function isAfterBindings(tree: SyntaxTree, parent: number, row: number): boolean {
  const kind = tree.kindOf(row);
  const isAfter = kind === Token["}"] || kind === Token.in || tree.fieldOf(row) === Field.body;
  return isAfter && tree.fieldRow(parent, Field.binding_set) === undefined;
}

function symbolsUndecided(tree: SyntaxTree, row: number, kind: number): number {
  if (kind !== Kind.attrset_expression && kind !== Kind.formals) return 0;
  // The brace is the first row below; then a set's first name is four rows on, a pattern's two.
  const second = row + 2;
  if (tree.kindOf(second) === Token["}"]) return undecided.empty;
  const first = kind === Kind.formals ? second + 1 : second + 3;
  return tree.kindOf(first) === Kind.identifier ? undecided.name : 0;
}
