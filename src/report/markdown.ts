import { severities, type AuditResult, type Diagnostic } from "../diagnostic/index.ts";
import { describeFailure } from "./failure-text.ts";
import { codeSpan, escapeMarkdown, inlineMarkdown } from "./markdown-text.ts";
import { groupByPath, worstFirst } from "./order.ts";
import { countOf, toLine } from "./plain-text.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { ruleUrl } from "./rule-url.ts";

/** GitHub drops a step's whole summary over 1 MiB; the rest is left to other writers of the same summary. */
const MAXIMUM_BYTES = 1_000_000;
const ROOM_FOR_NOTE = 1000;

/** A page for a step summary or a comment: counts, then a table of findings for each file, worst first. */
export const markdownReporter: Reporter = {
  name: "markdown",
  summary: "tables for a step summary or a comment",
  render(result, context) {
    const head = [...renderHead(result), ...renderFailures(result)].join("");
    const rows = tableRows(result.findings, context);
    const room = MAXIMUM_BYTES - ROOM_FOR_NOTE - Buffer.byteLength(head);
    const shown = rows.slice(0, countThatFits(rows, room));
    const missing = rows.length - shown.length;
    const note =
      missing > 0
        ? `\n_${countOf(missing, "more finding")} not shown: the page would be too large._\n`
        : "";
    return `${head}${shown.join("")}${note}`;
  },
};

/** The row of each finding; the first one of a file brings the heading of its table. */
function tableRows(findings: readonly Diagnostic[], context: ReportContext): readonly string[] {
  const groups = groupByPath(worstFirst(findings));
  return Array.from(groups, ([path, group]) => {
    const rows = group.map((finding) => renderRow(finding, context));
    return [`${tableHead(path)}${rows[0] ?? ""}`, ...rows.slice(1)];
  }).flat();
}

function tableHead(path: string): string {
  const columns = "| Line | Severity | Rule | Finding | Fix |\n| ---: | --- | --- | --- | --- |\n";
  return `\n### ${codeSpan(toLine(path))}\n\n${columns}`;
}

/** How many of the texts, from the first on, are together no longer than `room` bytes. */
function countThatFits(texts: readonly string[], room: number): number {
  let left = room;
  const tooMany = texts.findIndex((text) => {
    left -= Buffer.byteLength(text);
    return left < 0;
  });
  return tooMany === -1 ? texts.length : tooMany;
}

function renderHead({ findings, summary }: AuditResult): readonly string[] {
  const verdict =
    findings.length === 0
      ? `Nothing found in ${countOf(summary.files, "file")}.`
      : `${countOf(findings.length, "finding")} in ${countOf(summary.files, "file")}.`;
  const rows = [
    ...severities.map((severity) => [severity, summary.findings[severity]] as const),
    ["suppressed", summary.suppressed] as const,
    ["skipped files", summary.skipped] as const,
    ["safely fixable", summary.fixable.safe] as const,
    ["unsafely fixable", summary.fixable.unsafe] as const,
  ];
  const table = rows.map(([label, count]) => `| ${label} | ${count} |\n`).join("");
  return [`## nixaudit\n\n${verdict}\n\n| | Count |\n| --- | ---: |\n${table}`];
}

function renderFailures({ failures }: AuditResult): readonly string[] {
  if (failures.length === 0) return [];
  const listed = failures.slice(0, 10).map((failure) => {
    const text = describeFailure(failure);
    return `- ${escapeMarkdown(text.length > 500 ? `${text.slice(0, 500)}…` : text)}\n`;
  });
  const more = failures.length > 10 ? [`- ${failures.length - 10} more\n`] : [];
  return ["\n**The audit is incomplete: nixaudit itself failed.**\n\n", ...listed, ...more];
}

function renderRow(finding: Diagnostic, context: ReportContext): string {
  const cells = [
    `${finding.startLine}:${finding.startColumn}`,
    finding.severity,
    `[${escapeMarkdown(toLine(finding.ruleId))}](${ruleUrl(finding, context)})`,
    inlineMarkdown(toLine(finding.message)),
    finding.fix?.safety ?? "",
  ];
  return `| ${cells.join(" | ")} |\n`;
}
