import type { AnyNode, SyntaxTree } from "../syntax/index.ts";
import { startOfText, type Edit, type SourceText, type Span } from "../text/index.ts";

/**
 * The edit that takes out a binding, `inherit` or other item that stands in a sequence, together with the blanks or the
 * line that it leaves behind. `undefined` where a comment belongs to it: on its last line, or inside. Comments on the
 * lines above stay.
 */
export function removeItem(item: AnyNode): Edit | undefined {
  const { tree } = item;
  if (holdsComment(tree, item)) return undefined;
  return { span: withSurroundingBlanks(tree.source, item), newText: "" };
}

/** Whether a comment lies inside the span. */
export function holdsComment({ comments }: SyntaxTree, { start, end }: Span): boolean {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (comments[low]?.end ?? Infinity) <= end;
}

/**
 * The span, widened over what would be left dangling without it: its whole lines where nothing else stands on them, else
 * the blanks on one side.
 */
export function withSurroundingBlanks(source: SourceText, { start, end }: Span): Span {
  const firstLine = source.lineAt(start);
  const lastLine = source.lineAt(end);
  const lineStart = source.lineSpan(firstLine).start;
  const lineEnd = source.lineSpan(lastLine).end;
  const before = source.slice(lineStart, start);
  const after = source.slice(end, lineEnd);
  if (before.trim() === "" && after.trim() === "") {
    if (lastLine < source.lineCount)
      return { start: lineStart, end: source.lineSpan(lastLine + 1).start };
    if (firstLine > 1) return { start: source.lineSpan(firstLine - 1).end, end: lineEnd };
    return { start: Math.min(lineStart, startOfText(source.bytes)), end: lineEnd };
  }
  const blanksAfter = after.length - after.trimStart().length;
  if (blanksAfter > 0 && after.trim() !== "") return { start, end: end + blanksAfter };
  return { start: start - (before.length - before.trimEnd().length), end };
}
