import type { Formal, SyntaxTree } from "../syntax/index.ts";
import type { Edit, Span } from "../text/index.ts";
import { holdsComment, withSurroundingBlanks } from "./removal.ts";

/** The edit that takes the formal and one comma out; `undefined` where a comment stands between them. */
export function removeFormal({ tree, start, end, row }: Formal): Edit | undefined {
  const siblings = tree
    .childRows(tree.parentOf(row))
    .filter((sibling) => isCommaOrNode(tree, sibling));
  const index = siblings.indexOf(row);
  const before = commaAt(tree, siblings[index - 1]);
  const after = commaAt(tree, siblings[index + 1]);
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
function isWholeLine({ source, comments }: SyntaxTree, { start, end }: Span): boolean {
  const line = source.lineAt(start);
  if (source.lineAt(end) !== line) return false;
  const { start: first, end: last } = source.lineSpan(line);
  const isCommented = comments.some((comment) => comment.start >= end && comment.start < last);
  return (
    source.slice(first, start).trim() === "" &&
    (isCommented || source.slice(end, last).trim() === "")
  );
}

function isCommaOrNode(tree: SyntaxTree, row: number): boolean {
  return tree.kindNameOf(row) === "," || tree.isStructural(row);
}

function commaAt(tree: SyntaxTree, row: number | undefined): Span | undefined {
  return row !== undefined && tree.kindNameOf(row) === "," ? tree.tokenAt(row) : undefined;
}
