import { resolve } from "node:path";
import type { Command } from "commander";
import { presets, severities } from "../diagnostic/index.ts";
import { readReportFacts } from "../engine/index.ts";
import { findAuditRoot, rules } from "../index.ts";
import {
  buildReportModel,
  renderAuditHtml,
  renderAuditJson,
  renderAuditMarkdown,
  type ReportModel,
} from "../report/audit/index.ts";
import { collectList, parseJobs, type AuditOptions } from "./audit-options.ts";
import { useBaseline } from "./baseline.ts";
import { auditFiles } from "./check.ts";
import { choiceOption } from "./choice-option.ts";
import { parseDate } from "./date.ts";
import { exitCode, UsageError, type ExitCode } from "./failure.ts";
import { readHistory, recordRun } from "./history.ts";
import { suggestName } from "./names.ts";
import { oneLine } from "./one-line.ts";
import { writeOutput } from "./outputs.ts";
import { createPathDisplay, resolvePaths } from "./paths.ts";
import { judge, worstOf } from "./report.ts";
import type { Streams } from "./streams.ts";
import { tool } from "./tool.ts";

type ReportOptions = Omit<
  AuditOptions,
  "fix" | "unsafeFixes" | "diff" | "stdinFilename" | "since" | "updateBaseline" | "color"
>;

const renderers: Readonly<Record<string, (model: ReportModel) => string>> = {
  markdown: renderAuditMarkdown,
  html: renderAuditHtml,
  json: renderAuditJson,
};

const examples = `
Examples:
  nixaudit report                          the report as markdown
  nixaudit report --format html=audit.html one file to open in a browser
  nixaudit report --history runs.jsonl --date 2026-01-31

The same tree gives the same bytes: without --date, nothing is said of ages.`;

/** Adds `nixaudit report`: the full audit of a configuration, for people. */
export function registerReport(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  program
    .command("report")
    .summary("the full audit report: score, sections, plan")
    .description("Writes the full audit report of a configuration, in fifteen sections.")
    .argument("[path]", "the configuration; default: this folder", ".")
    .optionsGroup("What is reported:")
    .addOption(choiceOption("--preset <preset>", "rules to start from", presets))
    .option(
      "--select <names>",
      "only these rules and categories, comma-separated; repeatable",
      (value: string, previous?: readonly string[]) => collectList("--select", value, previous),
    )
    .option(
      "--ignore <names>",
      "all but these rules and categories, comma-separated; repeatable",
      (value: string, previous?: readonly string[]) => collectList("--ignore", value, previous),
    )
    .option("--baseline <file>", "findings that are known; default: the config's")
    .option("--no-baseline", "know none, whatever the config says")
    .addOption(
      choiceOption("--fail-on <level>", "exit with 1 when a finding is at or over this", [
        ...severities,
        "never",
      ]).default("never"),
    )
    .optionsGroup("How it is reported:")
    .option(
      "--format <format[=file]>",
      "how to write it, and where to; repeatable (markdown, html, json; default: markdown)",
      (value: string, previous: readonly string[]) => [...previous, value],
      [],
    )
    .option("--date <day>", "the day of the report, such as 2026-01-31; default: none", parseDate)
    .option("--history <file>", "compare with the runs in this file, and append this one")
    .option("-q, --quiet", "no progress")
    .optionsGroup("Running:")
    .option("--config <file>", "read this config file, not the nearest nixaudit.toml")
    .option("--no-config", "read no config file")
    .option("--no-gitignore", "also audit what .gitignore leaves out")
    .option("-j, --jobs <number>", "threads to use; default: one for each core", parseJobs)
    .option("--no-cache", "neither use nor keep results of earlier runs")
    .option("--cache-dir <folder>", "where to keep them; default: ~/.cache/nixaudit")
    .option("--debug", "show the stack of internal errors")
    .optionsGroup("Other:")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .action(async (path: string, options: ReportOptions) =>
      onDone(await report(path, options, streams)),
    );
}

async function report(given: string, options: ReportOptions, streams: Streams): Promise<ExitCode> {
  const { folder, stdout, stderr } = streams;
  const outputs = parseReportOutputs(options.format);
  const history = readHistory(options, streams);
  const paths = resolvePaths([given], folder, []);
  const root = findAuditRoot(paths, folder);
  const auditOptions: AuditOptions = { ...options, color: "never" };
  const audited = await auditFiles(paths, root, { ...auditOptions, format: [] }, [], streams);
  const { config, discovery } = audited;
  if (discovery.files.length + discovery.problems.length + discovery.skipped.length === 0)
    throw new UsageError(`no Nix files in ${oneLine(given)}: nothing was audited`);
  const { result, fixed } = useBaseline({ root, paths, ...audited }, auditOptions, folder);
  const model = buildReportModel({
    result,
    rules,
    ranRules: new Set(config.settingsFor("flake.nix").keys()),
    summaries: readReportFacts(discovery.files, config.maxFileSize),
    project: audited.project,
    ...(fixed === undefined ? {} : { baseline: { fixed } }),
    history,
    date: options.date,
    toolVersion: tool.version,
    homepage: tool.homepage,
  });
  let written: ExitCode = exitCode.clean;
  for (const { render, file } of outputs) {
    const text = render(model);
    if (file === undefined) {
      stdout.write(text);
      continue;
    }
    const problem = writeOutput(resolve(folder, file), text);
    if (problem === undefined) continue;
    stderr.write(`nixaudit: cannot write ${oneLine(file)}: ${problem}\n`);
    written = exitCode.failed;
  }
  return worstOf(
    written,
    recordRun(audited.result, options, streams),
    judge(result, options, stderr, createPathDisplay(root, folder)),
  );
}

interface ReportOutput {
  readonly render: (model: ReportModel) => string;
  readonly file?: string;
}

/** Reads `--format NAME[=FILE]` options; markdown on standard output where there is none. */
function parseReportOutputs(values: readonly string[]): readonly ReportOutput[] {
  const outputs = (values.length === 0 ? ["markdown"] : values).map((value): ReportOutput => {
    const at = value.indexOf("=");
    const name = at === -1 ? value : value.slice(0, at);
    const file = at === -1 ? undefined : value.slice(at + 1);
    const render = Object.hasOwn(renderers, name) ? renderers[name] : undefined;
    if (render === undefined) {
      const hint = suggestName(name, Object.keys(renderers));
      throw new UsageError(`--format: there is no format \`${name}\`; ${hint}`);
    }
    if (file === "") throw new UsageError(`--format: no file after \`${name}=\``);
    return { render, ...(file === undefined ? {} : { file }) };
  });
  if (outputs.filter(({ file }) => file === undefined).length > 1)
    throw new UsageError(
      "--format: only one format can go to standard output; give the others a file, as in --format html=FILE",
    );
  return outputs;
}
