import { Chalk, type ChalkInstance } from "chalk";
import type { AuditResult, Diagnostic } from "../diagnostic/index.ts";
import { renderCodeFrame } from "./code-frame.ts";
import { describeFailure } from "./failure-text.ts";
import { toLine, toPrintable } from "./plain-text.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { ruleUrl } from "./rule-url.ts";
import { severityColors } from "./severity-colors.ts";
import { renderTextSummary } from "./text-summary.ts";

/** For a person at a terminal: each finding with its source, then what it all comes to. */
export const textReporter: Reporter = {
  name: "text",
  summary: "findings with their source, for people",
  render(result, context) {
    const chalk = new Chalk({ level: context.color ? 1 : 0 });
    const explained = new Set<string>();
    const blocks = result.findings.map((finding) => {
      const isFirstOfRule = !explained.has(finding.ruleId);
      explained.add(finding.ruleId);
      return renderFinding(finding, isFirstOfRule, context, chalk);
    });
    blocks.push(
      ...renderFailures(result, context, chalk),
      renderTextSummary(result, context, chalk),
    );
    return `${blocks.join("\n\n")}\n`;
  },
};

function renderFinding(
  finding: Diagnostic,
  isFirstOfRule: boolean,
  context: ReportContext,
  chalk: ChalkInstance,
): string {
  const color = severityColors(chalk)[finding.severity];
  const gutterWidth = gutterWidthOf(finding);
  const margin = " ".repeat(gutterWidth);
  const note = (label: string, text: string): string =>
    `${margin} ${chalk.blueBright("=")} ${chalk.bold(label)}: ${text}`;

  const lines = [
    `${color.bold(finding.severity)}${color(`[${linkRule(finding, context)}]`)}: ` +
      chalk.bold(toLine(finding.message)),
    `${margin}${chalk.blueBright("-->")} ${placeOf(finding, context)}`,
  ];
  const frame = renderCodeFrame(finding, gutterWidth, {
    gutter: chalk.blueBright,
    mark: color.bold,
  });
  lines.push(...frame);
  const notes = finding.related.map((related) =>
    note("see", `${placeOf(related, context)}: ${toLine(related.message)}`),
  );
  if (finding.fix !== undefined) {
    notes.push(
      note("fix", `${toLine(finding.fix.title)} (${adviceOf(finding.fix.safety, chalk)})`),
    );
  }
  if (isFirstOfRule) {
    const command = chalk.cyan(`nixaudit explain ${toLine(finding.ruleId)}`);
    notes.push(note("why", `run \`${command}\``));
  }
  if (frame.length > 0 && notes.length > 0) lines.push(chalk.blueBright(`${margin} |`));
  return [...lines, ...notes].join("\n");
}

function gutterWidthOf({ excerpt }: Diagnostic): number {
  return String(excerpt.firstLine + Math.max(excerpt.lines.length - 1, 0)).length;
}

function adviceOf(safety: "safe" | "unsafe", chalk: ChalkInstance): string {
  const command = safety === "safe" ? "nixaudit fix" : "nixaudit fix --unsafe-fixes";
  return `${safety} fix, run \`${chalk.cyan(command)}\``;
}

function placeOf(
  place: { readonly path: string; readonly startLine: number; readonly startColumn: number },
  context: ReportContext,
): string {
  const path = toPrintable(context.displayPath(place.path));
  return `${path}:${place.startLine}:${place.startColumn}`;
}

/** The rule's id, as an OSC 8 link to its page where the terminal can follow one. */
function linkRule(finding: Diagnostic, context: ReportContext): string {
  const id = toLine(finding.ruleId);
  if (!context.hyperlinks) return id;
  const url = toPrintable(ruleUrl(finding, context));
  return `\u001B]8;;${url}\u001B\\${id}\u001B]8;;\u001B\\`;
}

function renderFailures(
  result: AuditResult,
  context: ReportContext,
  chalk: ChalkInstance,
): readonly string[] {
  return result.failures.map((failure) => {
    const title = `${chalk.magenta.bold("failure")}: ${chalk.bold(describeFailure(failure, context.displayPath))}`;
    if (!context.verbose || failure.stack === undefined) return title;
    const stack = failure.stack.split("\n").map((line) => chalk.dim(`    ${toPrintable(line)}`));
    return [title, ...stack].join("\n");
  });
}
