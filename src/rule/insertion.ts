import type { AnyNode, ListExpression } from "../syntax/index.ts";
import type { Edit } from "../text/index.ts";

/** The edit that puts text behind a binding or other item: on a line of its own where the item ends its line. */
export function insertAfter(item: AnyNode, text: string): Edit {
  const { source } = item.tree;
  const line = source.lineSpan(source.lineAt(item.end));
  const before = source.slice(source.lineSpan(source.lineAt(item.start)).start, item.start);
  const rest = source.slice(item.end, line.end);
  if (before.trim() !== "" || !/^\s*(?:#.*)?$/.test(rest))
    return { span: { start: item.end, end: item.end }, newText: ` ${text}` };
  return { span: { start: line.end, end: line.end }, newText: lineEndAt(item) + before + text };
}

/** The edit that adds an element to a list, at its end; `undefined` where a comment makes the place unclear. */
export function appendElement(list: ListExpression, text: string): Edit | undefined {
  const last = list.elements.at(-1);
  if (last) {
    return list.comments.every(({ end }) => end <= last.start)
      ? insertAfter(last, text)
      : undefined;
  }
  if (list.comments.length > 0) return undefined;
  return { span: { start: list.start, end: list.end }, newText: `[ ${text} ]` };
}

/** The line end that the file has near a node: CRLF stays CRLF. */
export function lineEndAt({ tree: { source }, start }: AnyNode): string {
  const line = Math.min(source.lineAt(start), source.lineCount - 1);
  if (line < 1) return "\n";
  return source.slice(source.lineSpan(line).end, source.lineSpan(line + 1).start);
}
