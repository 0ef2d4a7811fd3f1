import type { Formal, SyntaxTree } from "../syntax/index.ts";
import type { Edit, Span } from "../text/index.ts";
import { holdsComment, withSurroundingBlanks } from "./removal.ts";

/** The edit that takes the formal and one comma out; `undefined` where a comment stands between them. */
export function removeFormal({ tree, start, end, row }: Formal): Edit | undefined {
  const before = commaAt(tree, row - 1, -1);
  const after = commaAt(tree, tree.subtreeEndOf(row), 1);
  const alone = { start, end };
  const withBefore = before && { start: before.start, end };
  const withAfter = after && { start, end: after.end };
  // Where commas begin the lines, a formal goes with its own. The last one may leave the comma before it.
  const isLeading = withBefore && isWholeLine(tree, withBefore);
  const candidates = isLeading
    ? [withBefore]
    : [withAfter ?? withBefore, after ? undefined : alone];
  const span = candidates.find((candidate) => candidate && !holdsComment(tree, candidate));
  if (!span) return undefined;
  const isInLine = span === withBefore && !isWholeLine(tree, span);
  return { span: isInLine ? span : withSurroundingBlanks(tree.source, span), newText: "" };
}

/** Whether nothing but a comment stands beside the span on its line. */
function isWholeLine(tree: SyntaxTree, { start, end }: Span): boolean {
  const { source } = tree;
  const line = source.lineAt(start);
  if (source.lineAt(end) !== line) return false;
  const { start: first, end: last } = source.lineSpan(line);
  // Byte by byte, as lines may be long.
  let before = start;
  while (before > first && isBlank(source.bytes[before - 1])) before -= 1;
  if (before > first) return false;
  let after = end;
  while (after < last && isBlank(source.bytes[after])) after += 1;
  return after === last || holdsComment(tree, { start: end, end: last });
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

/** The comma at a row, or behind the comments that stand there: between two formals there is nothing else. */
function commaAt(tree: SyntaxTree, row: number, step: 1 | -1): Span | undefined {
  let at = row;
  while (tree.kindNameOf(at) === "comment") at += step;
  return tree.kindNameOf(at) === "," ? tree.tokenAt(at) : undefined;
}
