import type { ChalkInstance } from "chalk";
import { severities, type AuditResult } from "../diagnostic/index.ts";
import { countOf, toLine, toPrintable } from "./plain-text.ts";
import type { ReportContext } from "./reporter.ts";
import { severityColors } from "./severity-colors.ts";

/** What the whole audit comes to, in a few lines without a newline at the end. */
export function renderTextSummary(
  result: AuditResult,
  context: ReportContext,
  chalk: ChalkInstance,
): string {
  return [
    ...(context.verbose ? listQuiet(result, context, chalk) : []),
    headline(result, chalk),
    ...quietCounts(result, context, chalk),
    ...failureNotice(result, context, chalk),
  ].join("\n");
}

function headline({ findings, failures, summary }: AuditResult, chalk: ChalkInstance): string {
  const audited = countOf(summary.files, "file");
  if (findings.length === 0) {
    if (failures.length > 0)
      return chalk.bold(`Nothing found in ${audited}, as far as the audit went.`);
    if (summary.files === 0) return chalk.yellow.bold("No files to audit were found.");
    return chalk.green.bold(`All clear: nothing found in ${audited}.`);
  }
  const colors = severityColors(chalk);
  const counts = severities.map((severity) => {
    const count = summary.findings[severity];
    const text = severity === "info" ? `${count} info` : countOf(count, severity);
    return count > 0 ? colors[severity](text) : text;
  });
  const inTexts = summary.textFiles?.withFindings ?? 0;
  const withFindings = new Set(findings.map(({ path }) => path)).size - inTexts;
  const total = chalk.bold(countOf(findings.length, "finding"));
  const place = [
    ...(withFindings > 0 || inTexts === 0
      ? [withFindings < summary.files ? `${withFindings} of ${audited}` : audited]
      : []),
    ...(inTexts > 0 ? [countOf(inTexts, "text file")] : []),
  ].join(" and ");
  return `${total} (${counts.join(", ")}) in ${place}${fixAdvice(summary.fixable, chalk)}.`;
}

function fixAdvice(
  { safe, unsafe }: AuditResult["summary"]["fixable"],
  chalk: ChalkInstance,
): string {
  const safely = `${safe} fixable with \`${chalk.cyan("nixaudit fix")}\``;
  const unsafely = `with \`${chalk.cyan("nixaudit fix --unsafe-fixes")}\``;
  if (safe > 0 && unsafe > 0) return `; ${safely}, ${unsafe} more ${unsafely}`;
  if (safe > 0) return `; ${safely}`;
  return unsafe > 0 ? `; ${unsafe} fixable ${unsafely}` : "";
}

function quietCounts(
  { summary }: AuditResult,
  context: ReportContext,
  chalk: ChalkInstance,
): readonly string[] {
  const counts = [
    ...(summary.suppressed > 0 ? [`${countOf(summary.suppressed, "finding")} suppressed`] : []),
    ...(summary.skipped > 0 ? [`${countOf(summary.skipped, "file")} skipped`] : []),
  ];
  if (counts.length === 0) return [];
  const hint = context.verbose ? "" : ` (\`${chalk.cyan("--verbose")}\` lists them)`;
  return [`${counts.join(", ")}${hint}.`];
}

function failureNotice(
  { failures }: AuditResult,
  context: ReportContext,
  chalk: ChalkInstance,
): readonly string[] {
  if (failures.length === 0) return [];
  const count = chalk.magenta.bold(countOf(failures.length, "failure"));
  return [
    `${count} of nixaudit itself: the audit is incomplete. Please report it at ${context.homepage}/issues`,
  ];
}

function listQuiet(
  result: AuditResult,
  context: ReportContext,
  chalk: ChalkInstance,
): readonly string[] {
  const show = (path: string): string => toPrintable(context.displayPath(path));
  const suppressed = result.suppressed.map(({ diagnostic, by, reason }) => {
    const place = `${show(diagnostic.path)}:${diagnostic.startLine}:${diagnostic.startColumn}`;
    const because = reason === "" ? by : `${by}: ${reason}`;
    return `  ${place}: ${toLine(diagnostic.ruleId)} ${chalk.dim(`(${toLine(because)})`)}`;
  });
  const skipped = result.skipped.map(
    ({ path, reason, detail }) => `  ${show(path)}: ${reason} ${chalk.dim(`(${toLine(detail)})`)}`,
  );
  return [
    ...(suppressed.length > 0 ? [chalk.bold("Suppressed:"), ...suppressed, ""] : []),
    ...(skipped.length > 0 ? [chalk.bold("Skipped:"), ...skipped, ""] : []),
  ];
}
