import type { LetExpression, SyntaxTree } from "../syntax/index.ts";
import type { Edit, Span } from "../text/index.ts";
import { holdsComment, withSurroundingBlanks } from "./removal.ts";

/**
 * The edits that leave only the body of a `let`. Comments outside of its bindings stay in front of the body; `undefined`
 * where one stands inside a binding.
 */
export function removeLet(node: LetExpression): readonly Edit[] | undefined {
  const { tree, body } = node;
  const head = { start: node.start, end: body.start };
  if (!holdsComment(tree, head)) return [deletion(head)];
  const bindings = node.bindingSet?.bindings ?? [];
  if (bindings.some((binding) => holdsComment(tree, binding))) return undefined;
  const letToken = node.token("let");
  const inToken = node.token("in");
  if (!letToken || !inToken) return undefined;
  return mergeDeletions([
    deletion(withBlanksAfter(tree, letToken)),
    ...bindings.map((binding) => deletion(withSurroundingBlanks(tree.source, binding))),
    deletion(withBlanksAfter(tree, inToken)),
  ]);
}

/** The same deletions, those that overlap or touch made one. All texts must be empty. */
export function mergeDeletions(edits: readonly Edit[]): readonly Edit[] {
  const merged: { start: number; end: number }[] = [];
  for (const { span } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ start: span.start, end: span.end });
  }
  return merged.map(deletion);
}

function deletion(span: Span): Edit {
  return { span, newText: "" };
}

function withBlanksAfter({ source: { bytes } }: SyntaxTree, { start, end }: Span): Span {
  let after = end;
  while (isBlank(bytes[after])) after += 1;
  return { start, end: after };
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
