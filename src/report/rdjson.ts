import type { Diagnostic, LocatedFix, RelatedLocation } from "../diagnostic/index.ts";
import { toLine } from "./plain-text.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { ruleUrl } from "./rule-url.ts";

const levels = { error: "ERROR", warning: "WARNING", info: "INFO" } as const satisfies Record<
  Diagnostic["severity"],
  string
>;

interface ByteRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly startByteColumn: number;
  readonly endByteColumn: number;
}

/** Reviewdog's diagnostic format, which counts columns in UTF-8 bytes. */
export const rdjsonReporter: Reporter = {
  name: "rdjson",
  summary: "reviewdog diagnostics with suggested changes",
  render({ findings }, context) {
    const report = {
      source: { name: "nixaudit", url: context.homepage },
      diagnostics: findings.map((finding) => toDiagnostic(finding, context)),
    };
    return `${JSON.stringify(report, undefined, 2)}\n`;
  },
};

function toDiagnostic(finding: Diagnostic, context: ReportContext): object {
  const warning =
    finding.fix?.safety === "unsafe" && finding.fix.edits.length === 1
      ? " The suggested change may change the meaning."
      : "";
  return {
    message: `${toLine(finding.message)}${warning}`,
    location: { path: finding.path, range: toRange(finding) },
    severity: levels[finding.severity],
    code: { value: finding.ruleId, url: ruleUrl(finding, context) },
    ...(finding.fix === undefined ? {} : suggest(finding.fix)),
    ...(finding.related.length === 0
      ? {}
      : { related_locations: finding.related.map(toRelatedLocation) }),
  };
}

/** A reviewer takes or leaves each suggestion alone, so a fix of several edits cannot be one. */
function suggest({ edits }: LocatedFix): object {
  const [edit] = edits;
  if (edit === undefined || edits.length > 1) return {};
  return { suggestions: [{ range: toRange(edit), text: edit.newText }] };
}

function toRange({ startLine, startByteColumn, endLine, endByteColumn }: ByteRange): object {
  return {
    start: { line: startLine, column: startByteColumn },
    end: { line: endLine, column: endByteColumn },
  };
}

/** Without columns: those of a related place are not known in bytes. */
function toRelatedLocation({ message, path, startLine, endLine }: RelatedLocation): object {
  const range = { start: { line: startLine }, end: { line: endLine } };
  return { message: toLine(message), location: { path, range } };
}
