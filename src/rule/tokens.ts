import type { AnyNode, SyntaxTree } from "../syntax/index.ts";
import type { SourceText, Span } from "../text/index.ts";

/** Whether two nodes of one file are spelled with the same tokens; blanks and comments do not count. */
export function sameTokens(left: AnyNode, right: AnyNode): boolean {
  const { tree } = left;
  let a = left.row;
  let b = right.row;
  const aEnd = tree.subtreeEndOf(left.row);
  const bEnd = tree.subtreeEndOf(right.row);
  for (;;) {
    a = nextToken(tree, a, aEnd);
    b = nextToken(tree, b, bEnd);
    if (a >= aEnd || b >= bEnd) return a >= aEnd && b >= bEnd;
    if (tree.kindOf(a) !== tree.kindOf(b) || textAt(tree, a) !== textAt(tree, b)) return false;
    a += 1;
    b += 1;
  }
}

function nextToken(tree: SyntaxTree, from: number, end: number): number {
  let row = from;
  while (row < end && (tree.subtreeEndOf(row) > row + 1 || tree.kindNameOf(row) === "comment"))
    row += 1;
  return row;
}

function textAt(tree: SyntaxTree, row: number): string {
  return tree.source.slice(tree.startOf(row), tree.endOf(row));
}

/**
 * The blank that must stand before text put at this place, so that it does not run into the token on its left: empty
 * where there are blanks or a bracket already.
 */
export function blankBefore(source: SourceText, offset: number): "" | " " {
  // U+FFFD is the last byte of a byte-order mark.
  return /^(?:[\s([{=;,!\uFFFD]|)$/u.test(source.slice(Math.max(0, offset - 1), offset)) ? "" : " ";
}

/** The same for the right side. */
export function blankAfter(source: SourceText, offset: number): "" | " " {
  return /^(?:[\s)\]};,]|)$/.test(source.slice(offset, offset + 1)) ? "" : " ";
}

/** Text for a place, kept apart from its neighbours by blanks where it would run into them. */
export function keptApart(source: SourceText, { start, end }: Span, text: string): string {
  return blankBefore(source, start) + text + blankAfter(source, end);
}
