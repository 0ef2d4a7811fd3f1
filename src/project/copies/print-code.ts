import { Kind, type SyntaxTree } from "../../syntax/index.ts";
import { createTokenHashes, type TokenHashes } from "./token-hashes.ts";

/** The code of one file, hashed piece by piece: equal code has equal numbers, in whichever file it stands. Plain numbers. */
export interface CodePrints {
  /**
   * Bindings and list elements in their order, and expressions by themselves: {@link PIECE_WIDTH} numbers a piece, which are the
   * hash of its tokens, its weight in tokens, and where it starts and ends, in bytes. A hash of 0 stands between pieces that do
   * not follow each other.
   */
  readonly pieces: readonly number[];
  /**
   * Expressions that hold literals and read names: {@link SHAPE_WIDTH} numbers each, which are the hash of its tokens with literals
   * left open, the hash of all its tokens, how many are no literals, its start and its end.
   */
  readonly shapes: readonly number[];
}

export const PIECE_WIDTH = 4;
export const SHAPE_WIDTH = 5;

/** Less code than this, in tokens, is of no interest in any file. */
const LEAST_WEIGHT = 30;

/**
 * Hashes the code of a file. Comments and blanks are left out. What looks alike everywhere weighs nothing: the arguments of a
 * module, `inherit`, imports, lists of names, paths or strings, disks. Linear in the file.
 */
export function printCode(tree: SyntaxTree): CodePrints {
  const tokens = createTokenHashes(tree);
  const pieces: number[] = [];
  const shapes: number[] = [];
  for (let row = 0; row < tree.rowCount; row++) {
    const weight = tokens.weightOf(row);
    if (weight < LEAST_WEIGHT) {
      // Nothing below is heavier.
      row = Math.max(row, tree.subtreeEndOf(row) - 1);
      continue;
    }
    const kind = tree.kindOf(row);
    if (kind === Kind.binding_set || kind === Kind.list_expression)
      addSequence(pieces, row, tree, tokens);
    else if (singles.has(kind) && !isInnerPart(tree, row, kind)) {
      addPiece(pieces, row, tree, tokens);
      addBreak(pieces);
    }
    if (shaped.has(kind) && !isInnerPart(tree, row, kind) && !isPlainCall(tree, row)) {
      const shape = tokens.shapeOf(row);
      const code = shape === 0 ? 0 : tokens.codeOf(row);
      if (code >= LEAST_WEIGHT)
        shapes.push(shape, tokens.exactOf(row), code, tree.startOf(row), tree.endOf(row));
    }
  }
  return { pieces, shapes };
}

/** What is a piece by itself. Sets are not among them, as all of their bindings together are the same. */
const singles = new Set<number>([
  Kind.apply_expression,
  Kind.let_expression,
  Kind.if_expression,
  Kind.binary_expression,
  Kind.string_expression,
  Kind.indented_string_expression,
]);

const shaped = new Set<number>([
  Kind.apply_expression,
  Kind.let_expression,
  Kind.attrset_expression,
  Kind.rec_attrset_expression,
  Kind.list_expression,
]);

/** Whether the row is the beginning of a longer expression of its kind: `f a` in `f a b`. */
function isInnerPart(tree: SyntaxTree, row: number, kind: number): boolean {
  const parent = tree.parentOf(row);
  return (
    (kind === Kind.apply_expression || kind === Kind.binary_expression) &&
    tree.kindOf(parent) === kind &&
    tree.startOf(parent) === tree.startOf(row)
  );
}

/** Whether the row is `f { … }`, or the set in it: a call of something that was made to be called so. */
function isPlainCall(tree: SyntaxTree, row: number): boolean {
  const call = tree.kindOf(row) === Kind.apply_expression ? row : tree.parentOf(row);
  if (tree.kindOf(call) !== Kind.apply_expression) return false;
  const callee = tree.kindOf(call + 1);
  return callee === Kind.variable_expression || callee === Kind.select_expression;
}

function addSequence(pieces: number[], row: number, tree: SyntaxTree, tokens: TokenHashes): void {
  const end = tree.subtreeEndOf(row);
  for (let child = row + 1; child < end; child = tree.subtreeEndOf(child))
    if (tree.isStructural(child)) addPiece(pieces, child, tree, tokens);
  addBreak(pieces);
}

function addPiece(pieces: number[], row: number, tree: SyntaxTree, tokens: TokenHashes): void {
  pieces.push(tokens.exactOf(row), tokens.weightOf(row), tree.startOf(row), tree.endOf(row));
}

function addBreak(pieces: number[]): void {
  pieces.push(0, 0, 0, 0);
}
