import type {
  AuditResult,
  Diagnostic,
  LocatedEdit,
  LocatedFix,
  RelatedLocation,
  RuleMetadata,
  Severity,
} from "../../src/diagnostic/index.ts";
import { lineHashes } from "../../src/diagnostic/index.ts";
import type { ReportContext } from "../../src/report/index.ts";
import { createSourceText, type SourceText } from "../../src/text/index.ts";

/** What a test says of a finding; the rest follows from the source. */
export interface FindingDraft {
  readonly ruleId: string;
  readonly message: string;
  readonly path: string;
  readonly source: string;
  /** The text that the finding is about: the first place where it stands in the source. */
  readonly at: string;
  readonly severity?: Severity;
  readonly category?: Diagnostic["category"];
  readonly hosts?: readonly string[];
  readonly related?: readonly RelatedLocation[];
  readonly fix?: {
    readonly title: string;
    readonly safety: "safe" | "unsafe";
    /** Pairs of a text and what replaces it. */
    readonly edits: readonly (readonly [string, string])[];
  };
  readonly excerptLines?: number;
}

/** A complete finding, located as the engine would do it. */
export function finding(draft: FindingDraft): Diagnostic {
  const text = createSourceText(Buffer.from(draft.source));
  const span = findSpan(draft.source, draft.at);
  const range = locate(text, span);
  const lineHash = lineHashes(text.bytes)[range.startLine - 1];
  const lastLine = Math.min(range.endLine, range.startLine + (draft.excerptLines ?? 4) - 1);
  const lines = Array.from({ length: lastLine - range.startLine + 1 }, (_, index) => {
    const line = text.lineSpan(range.startLine + index);
    return text.slice(line.start, line.end);
  });
  return {
    ruleId: draft.ruleId,
    category: draft.category ?? "style",
    severity: draft.severity ?? "warning",
    confidence: "high",
    message: draft.message,
    path: draft.path,
    span,
    ...range,
    excerpt: { firstLine: range.startLine, lines },
    fingerprint: fingerprintOf(draft),
    ...(lineHash === undefined ? {} : { lineHash }),
    hosts: draft.hosts ?? [],
    ...(draft.fix === undefined ? {} : { fix: locateFix(text, draft.source, draft.fix) }),
    related: draft.related ?? [],
  };
}

/** A result that holds just these findings. */
export function resultOf(
  findings: readonly Diagnostic[],
  rest: Partial<Omit<AuditResult, "findings" | "summary">> & { readonly files?: number } = {},
): AuditResult {
  const { suppressed = [], skipped = [], failures = [], files = 12 } = rest;
  const count = (severity: Severity): number =>
    findings.filter((found) => found.severity === severity).length;
  const fixable = (safety: "safe" | "unsafe"): number =>
    findings.filter(({ fix }) => fix?.safety === safety).length;
  return {
    findings,
    suppressed,
    skipped,
    failures,
    summary: {
      files,
      bytes: files * 1000,
      findings: { error: count("error"), warning: count("warning"), info: count("info") },
      suppressed: suppressed.length,
      skipped: skipped.length,
      fixable: { safe: fixable("safe"), unsafe: fixable("unsafe") },
    },
  };
}

/** A rule that the samples know only by what they say of it. */
export function rule(metadata: Partial<RuleMetadata> & { readonly id: string }): RuleMetadata {
  return {
    summary: "a sample of a defect",
    category: "style",
    severity: "warning",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    fix: "none",
    docs: {
      why: "It confuses readers.\n\nAnd `{ }` is shorter.",
      examples: [{ bad: "rec { }", good: "{ }" }],
    },
    ...metadata,
  };
}

/** A context without colour; paths are shown as they are. */
export function contextOf(changes: Partial<ReportContext> = {}): ReportContext {
  return {
    rules: [],
    toolVersion: "0.1.0",
    homepage: "https://github.com/nixaudit/nixaudit",
    color: false,
    hyperlinks: false,
    verbose: false,
    displayPath: (path) => path,
    ...changes,
  };
}

function locate(
  text: SourceText,
  span: { start: number; end: number },
): Omit<LocatedEdit, "span" | "newText"> {
  const start = text.positionAt(span.start);
  const end = text.positionAt(span.end);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    startByteColumn: span.start - text.lineSpan(start.line).start + 1,
    endByteColumn: span.end - text.lineSpan(end.line).start + 1,
  };
}

function locateFix(
  text: SourceText,
  source: string,
  { title, safety, edits }: NonNullable<FindingDraft["fix"]>,
): LocatedFix {
  return {
    title,
    safety,
    edits: edits.map(([old, newText]) => {
      const span = findSpan(source, old);
      return { span, newText, ...locate(text, span) };
    }),
  };
}

function findSpan(source: string, text: string): { start: number; end: number } {
  const index = source.indexOf(text);
  if (index === -1) throw new Error(`the sample does not hold ${JSON.stringify(text)}`);
  const start = Buffer.byteLength(source.slice(0, index));
  return { start, end: start + Buffer.byteLength(text) };
}

function fingerprintOf({ ruleId, path, at }: FindingDraft): string {
  const seed = lineHashes(Buffer.from(`${ruleId}\n${path}\n${at}`));
  return seed
    .join("")
    .replaceAll(/[^0-9a-f]/gu, "")
    .padEnd(32, "0")
    .slice(0, 32);
}
