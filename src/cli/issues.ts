import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import {
  confidences,
  isAsSureAs,
  isAtLeast,
  presets,
  severities,
  type Confidence,
  type Severity,
} from "../diagnostic/index.ts";
import { findAuditRoot, rules } from "../index.ts";
import {
  groupFindings,
  planIssues,
  readExistingIssues,
  renderIssuesJsonl,
  renderIssuesScript,
  renderIssuesText,
  type ExistingIssue,
  type IssuePlan,
} from "../report/issues/index.ts";
import { collectList, parseJobs, type AuditOptions } from "./audit-options.ts";
import { auditFiles } from "./check.ts";
import { choiceOption } from "./choice-option.ts";
import { exitCode, UsageError, type ExitCode } from "./failure.ts";
import { createIssueScope } from "./issue-scope.ts";
import { oneLine } from "./one-line.ts";
import { writeOutput } from "./outputs.ts";
import { createPathDisplay, resolvePaths } from "./paths.ts";
import { judge } from "./report.ts";
import type { Streams } from "./streams.ts";
import { tool } from "./tool.ts";
import { writeIssueFiles } from "./write-issue-files.ts";

interface IssuesOptions extends Pick<
  AuditOptions,
  | "select"
  | "ignore"
  | "preset"
  | "config"
  | "gitignore"
  | "jobs"
  | "cache"
  | "cacheDir"
  | "quiet"
  | "debug"
> {
  readonly format: "text" | "gh" | "markdown" | "jsonl";
  readonly output?: string;
  readonly existing?: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly limit: number;
  readonly tracking: boolean;
}

const examples = `
Examples:
  nixaudit issues                             what would be filed
  nixaudit issues --format gh -o file.sh      a script of gh commands to run
  nixaudit issues --format markdown -o audit  one file an issue

The second time, tell it what is there: nothing is filed twice, and what is
fixed is closed.
  gh issue list --label nixaudit --state all --limit 1000 \\
    --json number,title,body,state > issues.json
  nixaudit issues --existing issues.json --format gh -o file.sh

Nothing is sent anywhere: the script is what files them, when you run it.`;

/** Adds `nixaudit issues`: the findings as issues, one a rule and area. */
export function registerIssues(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  program
    .command("issues")
    .summary("findings as issues, to be filed")
    .description("Turns findings into issues: one for each rule and host or top folder.")
    .argument("[path]", "the configuration; default: this folder", ".")
    .optionsGroup("How they are written:")
    .addOption(
      choiceOption("--format <format>", "how to write them", [
        "text",
        "gh",
        "markdown",
        "jsonl",
      ]).default("text"),
    )
    .option("-o, --output <path>", "the file to write, or with markdown the folder")
    .option(
      "--existing <file>",
      "the issues that are there, as JSON of `gh issue list`; - for stdin",
    )
    .option("--limit <number>", "how many may be new, the worst first; default: 50", parseLimit, 50)
    .option("--no-tracking", "no issue that lists the others")
    .optionsGroup("What becomes an issue:")
    .addOption(
      choiceOption(
        "--severity <level>",
        "only where the worst finding is this or over",
        severities,
      ).default("warning"),
    )
    .addOption(
      choiceOption(
        "--confidence <level>",
        "only where the surest finding is this or over",
        confidences,
      ).default("low"),
    )
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
    .optionsGroup("Running:")
    .option("--config <file>", "read this config file, not the nearest nixaudit.toml")
    .option("--no-config", "read no config file")
    .option("--no-gitignore", "also audit what .gitignore leaves out")
    .option("-j, --jobs <number>", "threads to use; default: one for each core", parseJobs)
    .option("--no-cache", "neither use nor keep results of earlier runs")
    .option("--cache-dir <folder>", "where to keep them; default: ~/.cache/nixaudit")
    .option("-q, --quiet", "no progress, and no word on what was written")
    .option("--debug", "show the stack of internal errors")
    .optionsGroup("Other:")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .action(async (path: string, options: IssuesOptions) =>
      onDone(await issues(path, options, streams)),
    );
}

async function issues(given: string, options: IssuesOptions, streams: Streams): Promise<ExitCode> {
  const { folder, stderr } = streams;
  if (options.format === "markdown" && options.output === undefined)
    throw new UsageError("--format markdown writes files: name their folder with --output");
  const existing = await readExisting(options.existing, streams);
  const paths = resolvePaths([given], folder, []);
  const root = findAuditRoot(paths, folder);
  const { severity, confidence, ...shared } = options;
  const { config, discovery, result } = await auditFiles(
    paths,
    root,
    { ...shared, format: [], failOn: "never", color: "never" },
    [],
    streams,
  );
  const display = createPathDisplay(root, folder);
  if (discovery.files.length + discovery.problems.length === 0)
    throw new UsageError(`no Nix files in ${oneLine(given)}: nothing was audited`);
  // What a rule that broke did not find is not fixed.
  if (result.failures.length > 0)
    return judge(result, { ...options, failOn: "never" }, stderr, display);
  const plan = planIssues({
    groups: groupFindings(result.findings, rules),
    existing,
    isWanted: (group) =>
      isAtLeast(group.severity, severity) && isAsSureAs(group.confidence, confidence),
    isJudged: createIssueScope({ root, paths, discovery, config, result }),
    limit: options.limit,
    hasTracking: options.tracking,
    context: { toolVersion: tool.version, homepage: tool.homepage },
  });
  return writePlan(plan, options, streams);
}

function writePlan(plan: IssuePlan, options: IssuesOptions, streams: Streams): ExitCode {
  const { format, output, quiet } = options;
  const { stdout, stderr, folder } = streams;
  if (format === "markdown") {
    const { written, stale } = writeIssueFiles(plan, resolve(folder, output ?? "."));
    if (!quiet) stderr.write(`Wrote ${written} files to ${oneLine(output ?? ".")}.\n`);
    for (const name of stale)
      stderr.write(`nixaudit: ${oneLine(name)} is of an earlier run, and not found any more\n`);
    return exitCode.clean;
  }
  const text = { text: renderIssuesText, gh: renderIssuesScript, jsonl: renderIssuesJsonl }[format](
    plan,
  );
  if (output === undefined) {
    stdout.write(text);
    return exitCode.clean;
  }
  const problem = writeOutput(resolve(folder, output), text);
  if (problem !== undefined) throw new UsageError(`cannot write ${oneLine(output)}: ${problem}`);
  if (!quiet && format !== "text") stderr.write(renderIssuesText(plan));
  return exitCode.clean;
}

async function readExisting(
  file: string | undefined,
  streams: Streams,
): Promise<readonly ExistingIssue[]> {
  if (file === undefined) return [];
  const shown = file === "-" ? "standard input" : oneLine(file);
  const outcome = readExistingIssues(await readText(file, shown, streams));
  if (outcome.ok) return outcome.issues;
  const wanted = "gh issue list --state all --json number,title,body,state";
  throw new UsageError(
    `--existing: ${shown}: ${outcome.problem}; it takes what \`${wanted}\` prints`,
  );
}

/** Over this it is no list of issues. */
const LARGEST_LIST = 256_000_000;

async function readText(file: string, shown: string, streams: Streams): Promise<string> {
  if (file === "-")
    return Buffer.from(await streams.readStandardInput(LARGEST_LIST)).toString("utf8");
  try {
    return readFileSync(resolve(streams.folder, file), "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/,.*/, "") : String(error);
    throw new UsageError(`--existing: cannot read ${shown}: ${reason}`);
  }
}

function parseLimit(value: string): number {
  const limit = Number(value);
  if (value.trim() === "" || !Number.isInteger(limit) || limit < 0)
    throw new UsageError(`--limit: \`${value}\` is no number of issues; give 0 or more`);
  return limit;
}
