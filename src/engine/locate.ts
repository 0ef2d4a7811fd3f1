import { createHash } from "node:crypto";
import {
  lineHashes,
  type Diagnostic,
  type Excerpt,
  type LocatedEdit,
} from "../diagnostic/index.ts";
import type { Edit, SourceText, Span } from "../text/index.ts";
import type { Draft } from "./draft.ts";
import {
  createRedaction,
  maskedSlice,
  withoutHidden,
  withoutLengths,
  withoutQuotes,
  withoutTokens,
  type Redaction,
} from "./redaction.ts";

/** Longest excerpt, in lines. */
const EXCERPT_LINES = 4;

/** Longest line kept in an excerpt, in UTF-16 code units: data files have lines of megabytes. */
const EXCERPT_COLUMNS = 2000;

const nothingHidden: Redaction = createRedaction([]);

/** A file as findings may quote it. */
export interface ShownFile {
  readonly source: SourceText;
  readonly hidden: Redaction;
}

/**
 * Drafts of one file as findings: sorted, with lines, columns, excerpts and fingerprints. What is hidden is in none of
 * them, whichever rule hid it. `otherFile` gives the files that related places lie in; places in others are left out.
 */
export function locateDrafts(
  path: string,
  source: SourceText,
  drafts: readonly Draft[],
  withLineHashes: boolean,
  hidden: Redaction = nothingHidden,
  otherFile: (path: string) => ShownFile | undefined = () => undefined,
): Diagnostic[] {
  const hashes =
    withLineHashes && drafts.length > 0
      ? lineHashes(withoutHidden(source.bytes, hidden))
      : undefined;
  const seen = new Map<string, number>();
  return sortDrafts(drafts).map((draft) => {
    const range = locate(source, draft.span);
    const excerpt = excerptOf(source, range.startLine, range.endLine, hidden);
    const isAboutSecrets = draft.rule.category === "secrets";
    const lineHash = hashes?.[range.startLine - 1];
    return {
      ruleId: draft.rule.id,
      category: draft.rule.category,
      severity: draft.severity,
      confidence: draft.confidence,
      message: isAboutSecrets
        ? draft.message
        : withoutQuotes(draft.message, draft.span, source, hidden),
      path,
      span: draft.span,
      ...range,
      excerpt,
      fingerprint: fingerprintOf(path, draft, withoutLengths(excerpt.lines[0] ?? ""), seen),
      ...(lineHash === undefined ? {} : { lineHash }),
      hosts: draft.hosts ?? [],
      ...(draft.fix && !quotesHidden(draft, source, hidden)
        ? { fix: { ...draft.fix, edits: draft.fix.edits.map((edit) => locateEdit(source, edit)) } }
        : {}),
      related: draft.related.flatMap((related) => {
        const { at, message, path: place = path } = related;
        const file = place === path ? { source, hidden } : otherFile(place);
        if (!file) return [];
        const { startLine, startColumn, endLine, endColumn } = locate(file.source, at);
        return {
          path: place,
          startLine,
          startColumn,
          endLine,
          endColumn,
          message: isAboutSecrets ? message : withoutQuotes(message, at, file.source, file.hidden),
        };
      }),
    };
  });
}

/** The order in which findings of one file are shown. */
export function sortDrafts<D extends Draft>(drafts: readonly D[]): D[] {
  return drafts.toSorted(
    (a, b) =>
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      compareText(a.rule.id, b.rule.id) ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Lines and columns of a span: UTF-16 columns, and UTF-8 byte columns. */
export function locate(source: SourceText, span: Span): Omit<LocatedEdit, "span" | "newText"> {
  const start = source.positionAt(span.start);
  const end = source.positionAt(span.end);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    startByteColumn: byteColumn(source, start.line, span.start),
    endByteColumn: byteColumn(source, end.line, span.end),
  };
}

function byteColumn(source: SourceText, line: number, offset: number): number {
  return Math.max(offset - source.lineSpan(line).start, 0) + 1;
}

function locateEdit(source: SourceText, edit: Edit): LocatedEdit {
  return { ...edit, ...locate(source, edit.span) };
}

/** Whether a fix writes again what may not be shown. It can still be applied, but is in no report. */
function quotesHidden({ fix }: Draft, source: SourceText, hidden: Redaction): boolean {
  if (!fix || hidden.spans.length === 0) return false;
  return [fix.title, ...fix.edits.map(({ newText }) => newText)].some((text) =>
    fix.edits.some(({ span }) => withoutQuotes(text, span, source, hidden) !== text),
  );
}

/** The lines that a finding on these lines shows. */
export function excerptOf(
  source: SourceText,
  startLine: number,
  endLine: number,
  hidden: Redaction = nothingHidden,
): Excerpt {
  const lines: string[] = [];
  for (let line = startLine; line <= Math.min(endLine, startLine + EXCERPT_LINES - 1); line++) {
    const { start, end } = source.lineSpan(line);
    const shown = { start, end: Math.min(end, start + EXCERPT_COLUMNS) };
    lines.push(withoutTokens(maskedSlice(source, shown, hidden)));
  }
  return { firstLine: startLine, lines };
}

/**
 * Says which finding this is, whatever line it moves to: rule, file, the text of its first line without blanks and
 * without what is hidden, and a number for those that are alike.
 */
function fingerprintOf(
  path: string,
  draft: Draft,
  line: string,
  seen: Map<string, number>,
): string {
  const key = [draft.rule.id, path, line.replace(/\s+/g, "")].join("\0");
  const ordinal = seen.get(key) ?? 0;
  seen.set(key, ordinal + 1);
  return createHash("sha256").update(`${key}\0${ordinal}`).digest("hex").slice(0, 32);
}
