import type { Span } from "./span.ts";

/** Replaces the bytes of `span` by `newText`. An empty span is an insertion, an empty text a deletion. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** Whether two edits cannot both be applied in one pass: they overlap, or insert at the same place. */
export function conflicts(left: Edit, right: Edit): boolean {
  const { span: a } = left;
  const { span: b } = right;
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}

/**
 * The bytes with all edits applied. Edits may come in any order and must not conflict with each other
 * (see {@link conflicts}); their spans refer to the bytes as given.
 */
export function applyEdits(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { span, newText } of ordered) {
    if (span.start < at || span.end < span.start || span.end > bytes.length) {
      throw new RangeError(
        `edit ${span.start}-${span.end} overlaps another one or is out of range`,
      );
    }
    parts.push(bytes.subarray(at, span.start), Buffer.from(newText));
    at = span.end;
  }
  parts.push(bytes.subarray(at));
  return Buffer.concat(parts);
}
