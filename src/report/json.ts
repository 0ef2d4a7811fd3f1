import type {
  AuditResult,
  Diagnostic,
  LocatedFix,
  RelatedLocation,
  TextFileCounts,
} from "../diagnostic/index.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { ruleUrl } from "./rule-url.ts";

/** Raised only when a field goes or changes its meaning; new fields do not raise it. */
const REPORT_VERSION = 1;

/** Everything the audit found, for scripts, as `schemas/report.schema.json` describes it. */
export const jsonReporter: Reporter = {
  name: "json",
  summary: "everything, versioned and with a schema, for scripts",
  render: (result, context) => `${JSON.stringify(toReport(result, context), undefined, 2)}\n`,
};

/** The report as data, for outputs that hold more than it. */
export function toReport(result: AuditResult, context: ReportContext): object {
  return {
    version: REPORT_VERSION,
    tool: { name: "nixaudit", version: context.toolVersion, homepage: context.homepage },
    findings: result.findings.map((finding) => toFinding(finding, context)),
    suppressed: result.suppressed.map(({ diagnostic, by, reason }) => ({
      ...toFinding(diagnostic, context),
      suppressedBy: by,
      reason,
    })),
    skipped: result.skipped.map(({ path, reason, detail }) => ({ path, reason, detail })),
    failures: result.failures.map(({ ruleId, path, message }) => ({
      ruleId: ruleId ?? null,
      path: path ?? null,
      message,
    })),
    summary: {
      files: result.summary.files,
      bytes: result.summary.bytes,
      findings: bySeverity(result.summary.findings),
      suppressed: result.summary.suppressed,
      skipped: result.summary.skipped,
      failures: result.failures.length,
      fixable: { safe: result.summary.fixable.safe, unsafe: result.summary.fixable.unsafe },
      ...(result.summary.textFiles ? { textFiles: toTextFiles(result.summary.textFiles) } : {}),
    },
  };
}

function toTextFiles({ searched, bytes, withFindings, skipped }: TextFileCounts): object {
  return {
    searched,
    bytes,
    withFindings,
    skipped: {
      encrypted: skipped.encrypted,
      binary: skipped.binary,
      tooLarge: skipped["too-large"],
      unreadable: skipped.unreadable,
    },
  };
}

function bySeverity(counts: Readonly<Record<Diagnostic["severity"], number>>): object {
  return { error: counts.error, warning: counts.warning, info: counts.info };
}

function toFinding(finding: Diagnostic, context: ReportContext): object {
  return {
    ruleId: finding.ruleId,
    category: finding.category,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    path: finding.path,
    startLine: finding.startLine,
    startColumn: finding.startColumn,
    endLine: finding.endLine,
    endColumn: finding.endColumn,
    fingerprint: finding.fingerprint,
    hosts: finding.hosts,
    fix: finding.fix === undefined ? null : toFix(finding.fix),
    related: finding.related.map(toRelated),
    help: ruleUrl(finding, context),
  };
}

function toFix({ title, safety, edits }: LocatedFix): object {
  return {
    title,
    safety,
    edits: edits.map(({ span, newText }) => ({
      span: { start: span.start, end: span.end },
      newText,
    })),
  };
}

function toRelated(related: RelatedLocation): object {
  return {
    message: related.message,
    path: related.path,
    startLine: related.startLine,
    startColumn: related.startColumn,
    endLine: related.endLine,
    endColumn: related.endColumn,
  };
}
