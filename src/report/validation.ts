import { Chalk, type ChalkInstance } from "chalk";
import type { StageResult, StageStatus, ValidationResult } from "../diagnostic/index.ts";
import { toReport } from "./json.ts";
import { renderSuites, suitesOf, testCase, type Suite } from "./junit.ts";
import { escapeMarkdown } from "./markdown-text.ts";
import { countOf, toLine } from "./plain-text.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { toSarifLog } from "./sarif.ts";
import { stageNotifications } from "./sarif-notifications.ts";
import type { XmlElement } from "./xml.ts";

/**
 * A validation in the format of a reporter: the findings as ever, and the stages where the format has a place for them.
 * Formats of findings alone show these.
 */
export function renderValidation(
  result: ValidationResult,
  reporter: Reporter,
  context: ReportContext,
): string {
  const { stages } = result;
  switch (reporter.name) {
    case "json":
      return `${JSON.stringify({ ...toReport(result, context), stages: stages.map(toStage) }, undefined, 2)}\n`;
    case "sarif":
      return `${JSON.stringify(toSarifLog(result, context, stageNotifications(stages)))}\n`;
    case "junit":
      return renderSuites([
        stageSuite(stages),
        ...(result.findings.length + result.failures.length > 0 ? suitesOf(result, context) : []),
      ]);
    case "markdown":
      return `${markdownStages(stages)}\n${reporter.render(result, context)}`;
    case "text":
      return `${textStages(stages, new Chalk({ level: context.color ? 1 : 0 }), context.verbose)}\n\n${reporter.render(result, context)}${unfinishedText(stages)}`;
    default:
      return reporter.render(result, context);
  }
}

/** So that "nothing found" is not the last word of a run that could not look. */
function unfinishedText(stages: readonly StageResult[]): string {
  const count = stages.filter(({ status }) => status === "failed" || status === "timeout").length;
  return count === 0
    ? ""
    : `${countOf(count, "stage")} failed or took too long: see the list above.\n`;
}

function toStage({ id, host, status, reason, ms, notes }: StageResult): object {
  return { id, host, status, reason, ms, notes };
}

/** One line a stage, without a newline at the end. */
export function textStages(
  stages: readonly StageResult[],
  chalk: ChalkInstance,
  isVerbose: boolean,
): string {
  const names = stages.map(nameOf);
  const width = Math.max(0, ...names.map((name) => name.length));
  return stages
    .flatMap((stage, index) => {
      const line = stageLine(stage, (names[index] ?? "").padEnd(width), chalk);
      const notes = isVerbose ? stage.notes.slice(1) : [];
      return [line, ...notes.map((note) => `${" ".repeat(width + 12)}${chalk.dim(toLine(note))}`)];
    })
    .join("\n");
}

/** A stage and its host, how it went, how long it took, and why. */
export function stageLine(stage: StageResult, name: string, chalk: ChalkInstance): string {
  const { status, reason, ms, notes } = stage;
  const time = ms < 100 ? "" : `${(ms / 1000).toFixed(1)} s`;
  const detail = reason ?? notes[0] ?? "";
  return `${name}  ${colorOf(status, chalk)(status.padEnd(8))}  ${time.padStart(7)}  ${chalk.dim(toLine(detail))}`.trimEnd();
}

/** `evaluate web`. */
export function nameOf({ id, host }: Pick<StageResult, "id" | "host">): string {
  return host === null ? id : `${id} ${toLine(host)}`;
}

function colorOf(status: StageStatus, chalk: ChalkInstance): ChalkInstance {
  return {
    ok: chalk.green,
    findings: chalk.yellow,
    failed: chalk.red.bold,
    timeout: chalk.red.bold,
    skipped: chalk.dim,
  }[status];
}

function markdownStages(stages: readonly StageResult[]): string {
  const rows = stages.map(({ id, host, status, reason, ms, notes }) => {
    const cells = [id, host ?? "", status, `${(ms / 1000).toFixed(1)} s`, reason ?? notes[0] ?? ""];
    return `| ${cells.map((cell) => escapeMarkdown(toLine(cell))).join(" | ")} |\n`;
  });
  return `## nixaudit validate\n\n| Stage | Host | Status | Time | Detail |\n| --- | --- | --- | ---: | --- |\n${rows.join("")}`;
}

function stageSuite(stages: readonly StageResult[]): Suite {
  const tests = stages.map((stage) => testCase(nameOf(stage), "nixaudit validate", verdict(stage)));
  const count = (...statuses: readonly StageStatus[]): number =>
    stages.filter(({ status }) => statuses.includes(status)).length;
  return {
    name: "nixaudit validate",
    tests,
    // What was found is counted with the findings.
    failures: count("failed"),
    errors: count("timeout"),
    skipped: count("skipped"),
  };
}

function verdict({ status, reason }: StageResult): readonly XmlElement[] {
  const message = reason ?? status;
  switch (status) {
    case "failed":
      return [{ name: "failure", attributes: { message } }];
    case "timeout":
      return [{ name: "error", attributes: { message } }];
    case "skipped":
      return [{ name: "skipped", attributes: { message } }];
    default:
      return [];
  }
}
