import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { isAtLeast, severities, type Severity } from "../diagnostic/index.ts";
import {
  compareResults,
  parseResult,
  renderComparisonJson,
  renderComparisonMarkdown,
  renderComparisonText,
  type ComparedResult,
  type Comparison,
} from "../report/index.ts";
import { choiceOption } from "./choice-option.ts";
import { exitCode, UsageError, type ExitCode } from "./failure.ts";
import { oneLine } from "./one-line.ts";
import type { Streams } from "./streams.ts";

type Format = "text" | "json" | "markdown";

interface CompareOptions {
  readonly format: Format;
  readonly failOn: Severity | "never";
}

const renderers: Readonly<Record<Format, (comparison: Comparison) => string>> = {
  text: renderComparisonText,
  json: renderComparisonJson,
  markdown: renderComparisonMarkdown,
};

const examples = `
Examples:
  nixaudit --format json=before.json
  nixaudit --format json=after.json
  nixaudit compare before.json after.json

Exit code 1 when a new finding is at or over --fail-on.`;

/** Adds `nixaudit compare`: what is new and what is fixed from one result to another. */
export function registerCompare(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  program
    .command("compare")
    .summary("what is new and what is fixed between two results")
    .description("Compares two results of --format json: new, fixed and unchanged findings.")
    .argument("<before>", "what --format json wrote then")
    .argument("<after>", "what it wrote now")
    .addOption(
      choiceOption("--format <format>", "how to print it", ["text", "json", "markdown"]).default(
        "text",
      ),
    )
    .addOption(
      choiceOption("--fail-on <level>", "exit with 1 when a new finding is at or over this", [
        ...severities,
        "never",
      ]).default("warning"),
    )
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .action((before: string, after: string, options: CompareOptions) => {
      onDone(compare(before, after, options, streams));
    });
}

function compare(
  before: string,
  after: string,
  { format, failOn }: CompareOptions,
  { folder, stdout }: Streams,
): ExitCode {
  const comparison = compareResults(readResult(before, folder), readResult(after, folder));
  stdout.write(renderers[format](comparison));
  if (failOn === "never") return exitCode.clean;
  return comparison.added.some(({ severity }) => isAtLeast(severity, failOn))
    ? exitCode.findings
    : exitCode.clean;
}

function readResult(file: string, folder: string): ComparedResult {
  let text: string;
  try {
    text = readFileSync(resolve(folder, file), "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/,.*/, "") : String(error);
    throw new UsageError(`cannot read ${oneLine(file)}: ${oneLine(reason)}`);
  }
  const parsed = parseResult(text);
  if (!parsed.ok) throw new UsageError(`cannot compare ${oneLine(file)}: ${parsed.problem}`);
  return parsed.result;
}
