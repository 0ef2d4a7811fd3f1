import type { ComparedFinding, Comparison } from "./compare.ts";
import { codeSpan, escapeMarkdown, inlineMarkdown } from "./markdown-text.ts";
import { countOf, toLine } from "./plain-text.ts";

/** More lines of what did not change say nothing; more of the rest is what the json is for. */
const MOST_ROWS = 200;

/** The comparison for a terminal: what is new and what is fixed, then what it comes to. */
export function renderComparisonText(comparison: Comparison): string {
  const lines = (sign: string, findings: readonly ComparedFinding[]): readonly string[] =>
    findings.map(
      ({ path, startLine, startColumn, severity, ruleId, message }) =>
        `${sign} ${toLine(path)}:${startLine}:${startColumn}: ${severity}[${toLine(ruleId)}] ${toLine(message)}\n`,
    );
  const list = [...lines("+", comparison.added), ...lines("-", comparison.fixed)].join("");
  return `${list}${list === "" ? "" : "\n"}${verdictOf(comparison)}\n`;
}

/** The comparison as a comment on a change. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const { added, fixed, categories } = comparison;
  const changes = categories.map(
    ({ category, before, after }) => `| ${category} | ${before} | ${after} |\n`,
  );
  const scores =
    changes.length === 0
      ? ""
      : `\n| Category | Before | After |\n| --- | ---: | ---: |\n${changes.join("")}`;
  return `## nixaudit: comparison\n\n${verdictOf(comparison)}\n${scores}${tableOf("New", added)}${tableOf("Fixed", fixed)}`;
}

/** The comparison as data: `version` is raised when a field goes or changes its meaning. */
export function renderComparisonJson(comparison: Comparison): string {
  const { added, fixed, unchanged, score, categories, isIncomplete } = comparison;
  const report = {
    version: 1,
    score: { before: score.before, after: score.after, change: score.after - score.before },
    categories,
    new: added,
    fixed,
    unchanged,
    incomplete: isIncomplete,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function tableOf(title: string, findings: readonly ComparedFinding[]): string {
  if (findings.length === 0) return "";
  const rows = findings
    .slice(0, MOST_ROWS)
    .map(
      ({ path, startLine, severity, ruleId, message }) =>
        `- ${codeSpan(toLine(`${path}:${startLine}`))} ${severity}, ${escapeMarkdown(toLine(ruleId))}: ${inlineMarkdown(toLine(message))}\n`,
    );
  const left = findings.length - MOST_ROWS;
  const more = left > 0 ? `- ${left} more\n` : "";
  return `\n### ${title} (${findings.length})\n\n${rows.join("")}${more}`;
}

function verdictOf({ added, fixed, unchanged, score, isIncomplete }: Comparison): string {
  const change = score.after - score.before;
  const sign = change > 0 ? `+${change}` : String(change);
  const counts = `${countOf(added.length, "new finding")}, ${fixed.length} fixed, ${unchanged.length} unchanged`;
  const warning = isIncomplete
    ? " One of the audits is incomplete: what is missing may not be fixed."
    : "";
  return `${counts}; score ${score.before} → ${score.after} (${sign}).${warning}`;
}
