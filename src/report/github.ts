import { severities, type Diagnostic, type Severity } from "../diagnostic/index.ts";
import { describeFailure } from "./failure-text.ts";
import { worstFirst } from "./order.ts";
import { countOf, toLine } from "./plain-text.ts";
import type { Reporter } from "./reporter.ts";

/** How many annotations of one kind GitHub shows of a step. */
const SHOWN_OF_A_KIND = 10;

const commands = { error: "error", warning: "warning", info: "notice" } as const satisfies Record<
  Severity,
  string
>;

/** Workflow commands that annotate a pull request; empty when nothing was found. */
export const githubReporter: Reporter = {
  name: "github",
  summary: "annotations on a GitHub pull request",
  render({ findings, failures }) {
    const worst = worstFirst(findings);
    const failed = failures.map((failure) =>
      command("error", { title: "nixaudit failed" }, describeFailure(failure)),
    );
    const serious = worst.filter(({ severity }) => severity !== "info").map(annotate);
    const informative = worst.filter(({ severity }) => severity === "info").map(annotate);
    // Notices are cut at ten too: this one has to come before those of the findings to be seen.
    const lines = [...failed, ...serious, ...noticeOfMore(findings, failed.length), ...informative];
    return lines.map((line) => `${line}\n`).join("");
  },
};

function annotate(finding: Diagnostic): string {
  const { path, startLine, startColumn, endLine, endColumn } = finding;
  // GitHub takes columns of a range over several lines to be those of one line.
  const columns = startLine === endLine ? { col: startColumn, endColumn } : {};
  const properties = { file: path, line: startLine, endLine, ...columns };
  const place = `${path}:${startLine}:${startColumn}`;
  return command(
    commands[finding.severity],
    { ...properties, title: `nixaudit: ${finding.ruleId}` },
    `${place}: ${toLine(finding.message)} [${finding.ruleId}]`,
  );
}

function noticeOfMore(findings: readonly Diagnostic[], failed: number): readonly string[] {
  const counts = severities.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
    others: severity === "error" ? failed : 0,
  }));
  if (counts.every(({ count, others }) => count + others <= SHOWN_OF_A_KIND)) return [];
  const listed = counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) =>
      severity === "info" ? `${count} info` : countOf(count, severity),
    );
  const text =
    `${countOf(findings.length, "finding")} (${listed.join(", ")}). ` +
    `GitHub shows the first ${SHOWN_OF_A_KIND} of a kind; the log of this step has all.`;
  return [command("notice", { title: "nixaudit: more findings than shown" }, text)];
}

function command(
  name: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(value: string | number): string {
  return escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
