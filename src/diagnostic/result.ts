import type { AuditResult, Diagnostic, SuppressedDiagnostic } from "./diagnostic.ts";
import type { FixSafety, Severity } from "./level.ts";

/** A result in which other findings are open and suppressed: its counts follow from them. */
export function withFindings(
  result: Omit<AuditResult, "findings" | "suppressed">,
  findings: readonly Diagnostic[],
  suppressed: readonly SuppressedDiagnostic[],
): AuditResult {
  const count = (severity: Severity): number =>
    findings.filter((found) => found.severity === severity).length;
  const fixable = (safety: FixSafety): number =>
    findings.filter(({ fix }) => fix?.safety === safety).length;
  return {
    ...result,
    findings,
    suppressed,
    summary: {
      ...result.summary,
      findings: { error: count("error"), warning: count("warning"), info: count("info") },
      suppressed: suppressed.length,
      fixable: { safe: fixable("safe"), unsafe: fixable("unsafe") },
    },
  };
}
