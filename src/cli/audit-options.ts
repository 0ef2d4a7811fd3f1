import { Option, type Command } from "commander";
import { confidences, presets, severities } from "../diagnostic/index.ts";
import { reporters } from "../report/index.ts";
import { choiceOption, colorOption } from "./choice-option.ts";
import { parseDate } from "./date.ts";
import { UsageError } from "./failure.ts";

/** What commander makes of the options that `check` and `fix` share. */
export interface AuditOptions {
  readonly format: readonly string[];
  readonly failOn: "error" | "warning" | "info" | "never";
  readonly severity?: string;
  readonly confidence?: string;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly preset?: string;
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly diff?: boolean;
  /** The reason that the comments give. */
  readonly addIgnores?: string;
  readonly stdinFilename?: string;
  /** A path, `false` for `--no-config`, or `true` when nothing was said. */
  readonly config: string | boolean;
  readonly forceExclude?: boolean;
  readonly gitignore: boolean;
  readonly staged?: boolean;
  readonly jobs?: number;
  readonly cache: boolean;
  readonly cacheDir?: string;
  /** A path, or `false` for `--no-baseline`. */
  readonly baseline?: string | boolean;
  readonly updateBaseline?: boolean;
  readonly since?: string;
  readonly history?: string;
  readonly date?: string;
  readonly color: "auto" | "always" | "never";
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly stats?: boolean;
  readonly timing?: boolean;
  readonly now?: Date;
  readonly debug?: boolean;
}

/** Adds the options of an audit to a command, in the groups that `--help` shows. */
export function addAuditOptions(command: Command): Command {
  return command
    .optionsGroup("What is reported:")
    .addOption(
      choiceOption(
        "--preset <preset>",
        "rules to start from; default: the config's, else recommended",
        presets,
      ),
    )
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
    .addOption(choiceOption("--severity <level>", "leave out findings below this", severities))
    .addOption(
      choiceOption("--confidence <level>", "leave out findings less sure than this", confidences),
    )
    .addOption(
      choiceOption("--fail-on <level>", "exit with 1 when a finding is at or over this", [
        ...severities,
        "never",
      ]).default("warning"),
    )
    .option(
      "--now <day>",
      "judge ages by this day, YYYY-MM-DD or `today`; default: by what the tree itself tells",
      parseDay,
    )
    .option("--since <revision>", "only findings on lines that changed since this git revision")
    .option("--baseline <file>", "hide the findings in this file; default: the config's")
    .option("--no-baseline", "hide none, whatever the config says")
    .option("--update-baseline", "write everything found into the baseline; prune what is fixed")
    .optionsGroup("How it is reported:")
    .addOption(
      new Option(
        "--format <format[=file]>",
        `how to print findings, or to write them to a file; repeatable (${[...reporters.keys()].join(", ")}; default: text)`,
      )
        .argParser(collect)
        .default([], ""),
    )
    .addOption(colorOption())
    .option("-q, --quiet", "no progress, and no word on what was fixed")
    .option("-v, --verbose", "also list what was suppressed or skipped")
    .option("--stats", "also tell how many findings each rule has")
    .option("--timing", "also tell how long each rule took")
    .option("--history <file>", "append the score and counts of this run, one line of JSON")
    .option("--date <day>", "the day to write there, such as 2026-01-31; default: none", parseDate)
    .optionsGroup("Fixing:")
    .option("--fix", "apply safe fixes, then report what is left; same as `nixaudit fix`")
    .option("--unsafe-fixes", "with --fix or --diff: also fixes that may change what the code does")
    .option("--diff", "change nothing; print what --fix would change, for `git apply`")
    .addOption(
      new Option(
        "--add-ignores [=reason]",
        "write a comment that ignores it for every finding that is left; with --diff, only show that",
      ),
    )
    .optionsGroup("Files:")
    .option("--config <file>", "read this config file, not the nearest nixaudit.toml")
    .option("--no-config", "read no config file")
    .option("--stdin-filename <name>", "with the path `-`: the name that standard input goes by")
    .option("--force-exclude", "leave out what the config excludes even where it is named")
    .option("--staged", "audit what the next commit adds or changes, as it is in git's index")
    .option("--no-gitignore", "also audit what .gitignore leaves out")
    .optionsGroup("Running:")
    .option("-j, --jobs <number>", "threads to use; default: one for each core", parseJobs)
    .option("--no-cache", "neither use nor keep results of earlier runs")
    .option("--cache-dir <folder>", "where to keep them; default: ~/.cache/nixaudit")
    .option("--debug", "show the stack of internal errors")
    .optionsGroup("Other:");
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** The names of a comma-separated option that may be repeated. */
export function collectList(
  flag: string,
  value: string,
  previous: readonly string[] = [],
): string[] {
  const names = value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0)
    throw new UsageError(`${flag}: no name given; \`nixaudit rules\` lists them`);
  return [...previous, ...names];
}

/** A number of threads. */
export function parseJobs(value: string): number {
  const jobs = Number(value);
  if (!Number.isInteger(jobs) || jobs < 1)
    throw new UsageError(`--jobs: \`${value}\` is no number of threads; give 1 or more`);
  return jobs;
}

/** Without the time of day: two runs on one day give one result. */
function parseDay(value: string): Date {
  const text = value === "today" ? new Date().toISOString().slice(0, 10) : value;
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? text : Number.NaN);
  // `2026-02-31` is taken for the 3rd of March.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new UsageError(`--now: \`${value}\` is no day; write YYYY-MM-DD, or \`today\``);
  return day;
}
