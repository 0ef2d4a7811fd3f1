import type {
  AuditFailure,
  AuditResult,
  Diagnostic,
  FixSafety,
  Severity,
  SuppressedDiagnostic,
} from "../diagnostic/index.ts";
import type { Discovery } from "../project/discovery/index.ts";
import type { WorkResult } from "./work.ts";

/** What the project adds to a result. */
export interface ProjectPart {
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly withHosts: (findings: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** Everything together as one result: sorted, counted. */
export function combine(
  results: readonly WorkResult[],
  workerFailures: readonly AuditFailure[],
  problems: readonly Diagnostic[],
  discovery: Pick<Discovery, "skipped">,
  project?: ProjectPart,
): AuditResult {
  const outcomes = results.flatMap((result) => result.outcomes).toSorted(byPath);
  const located = [...outcomes.flatMap((outcome) => outcome.findings), ...problems];
  const findings = (project?.withHosts(located) ?? located).toSorted(project ? byPlace : byPath);
  const silenced = outcomes.flatMap((outcome) => outcome.suppressed);
  const suppressed = project
    ? [...silenced, ...project.suppressed].toSorted((a, b) => byPlace(a.diagnostic, b.diagnostic))
    : silenced;
  const skipped = [
    ...discovery.skipped,
    ...outcomes.flatMap((outcome) => outcome.skipped ?? []),
  ].toSorted(byPath);
  const failures = [...outcomes.flatMap((outcome) => outcome.failures), ...workerFailures];
  const count = (severity: Severity): number =>
    findings.filter((found) => found.severity === severity).length;
  const fixable = (safety: FixSafety): number =>
    findings.filter(({ fix }) => fix?.safety === safety).length;
  return {
    findings,
    suppressed,
    skipped,
    failures,
    summary: {
      files: results.reduce((sum, { files }) => sum + files, 0),
      bytes: results.reduce((sum, { bytes }) => sum + bytes, 0),
      findings: { error: count("error"), warning: count("warning"), info: count("info") },
      suppressed: suppressed.length,
      skipped: skipped.length,
      fixable: { safe: fixable("safe"), unsafe: fixable("unsafe") },
    },
  };
}

/** Code-unit order, so that it is the same on every machine; the sort is stable within a file. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** By path, then as findings of one file are shown. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    byPath(a, b) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compare(a.ruleId, b.ruleId) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
