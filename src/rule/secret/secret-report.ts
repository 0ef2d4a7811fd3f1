import type { AnyNode } from "../../syntax/index.ts";
import type { SourceText, Span } from "../../text/index.ts";
import { insideOf, isString, type StringText } from "./string-text.ts";

/** Where a finding about a secret stands, and what may not be shown of the file. */
export interface SecretSpans {
  readonly at: Span;
  readonly redact: readonly Span[];
}

/** Comments by which other scanners are told that a value is none. */
const allowMark = /gitleaks:allow|pragma: ?allowlist secret/i;
const LONGEST_LINE = 2000;

/** Whether the line says that its value may stand there. */
export function isAllowed(source: SourceText, { start }: Span): boolean {
  const line = source.lineSpan(source.lineAt(start));
  // The mark stands at the end of its line.
  return allowMark.test(source.slice(Math.max(line.start, line.end - LONGEST_LINE), line.end));
}

/** A whole value, and what is to be hidden of it: everything between its quotes. */
export function spansOfValue(node: AnyNode): SecretSpans {
  const at = { start: node.start, end: node.end };
  return { at, redact: [isString(node) ? insideOf(node) : at] };
}

/**
 * A part of a string. A string of one line is hidden whole, of a longer one the lines of the part; the finding stands on what is
 * hidden.
 */
export function spansOfPart(string: StringText, start: number, end: number): SecretSpans {
  const { node } = string;
  const { source } = node.tree;
  if (source.lineAt(node.start) === source.lineAt(node.end)) return spansOfValue(node);
  const part = string.spanOf(start, end);
  const inside = insideOf(node);
  const lines = {
    start: Math.max(source.lineSpan(source.lineAt(part.start)).start, inside.start),
    end: Math.min(source.lineSpan(source.lineAt(part.end)).end, inside.end),
  };
  return { at: part, redact: [lines] };
}
