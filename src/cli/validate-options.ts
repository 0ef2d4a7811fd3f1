import { Option, type Command } from "commander";
import { stageIds, presets, severities, type StageId } from "../diagnostic/index.ts";
import { reporters } from "../report/index.ts";
import { choiceOption, colorOption } from "./choice-option.ts";
import { UsageError } from "./failure.ts";
import { suggestName } from "./names.ts";

/** What commander makes of the options of `validate`. */
export interface ValidateOptions {
  readonly host?: readonly string[];
  readonly stages?: readonly StageId[];
  readonly since?: string;
  readonly jobs?: number;
  /** Milliseconds, for each evaluation. */
  readonly timeout?: number;
  /** Bytes, for each evaluation. */
  readonly memory?: number;
  readonly attr?: readonly string[];
  readonly include?: readonly string[];
  readonly dryRun?: boolean;
  readonly bisect?: boolean;
  readonly requireNix?: boolean;
  readonly failOnWarnings?: boolean;
  readonly failOn: "error" | "warning" | "info" | "never";
  readonly allowIfd?: boolean;
  readonly allowNetwork?: boolean;
  readonly build?: boolean;
  readonly vm?: boolean;
  readonly store?: string;
  readonly builders?: string;
  readonly format: readonly string[];
  readonly preset?: string;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly severity?: string;
  readonly config: string | boolean;
  readonly color: "auto" | "always" | "never";
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
}

/** Stages that run unless others are named. Building is asked for by name. */
export const usualStages: readonly StageId[] = stageIds.filter(
  (id) => id !== "build" && id !== "vm" && id !== "diff",
);

export function addValidateOptions(command: Command): Command {
  return command
    .optionsGroup("What is validated:")
    .option("--host <names>", "only these hosts, comma-separated; repeatable", collectNames)
    .option(
      "--since <revision>",
      "only hosts that changed since this git revision, and how their closures differ",
    )
    .option("--stages <names>", `only these stages: ${stageIds.join(", ")}`, parseStages)
    .option("--attr <name>", "without a flake: an attribute of default.nix; repeatable", collect)
    .option(
      "-I, --include <name=folder>",
      "without a flake: where <nixpkgs> is; repeatable",
      collect,
    )
    .optionsGroup("What Nix may do:")
    .option(
      "--allow-ifd",
      "build during evaluation where the code asks for it: this runs its programs",
    )
    .option("--allow-network", "let evaluation use the network, and fetch inputs")
    .option("--build", "also build every host: this runs its programs")
    .option("--vm", "also run the NixOS tests among the checks, in virtual machines")
    .option("--store <store>", "handed on to Nix")
    .option("--builders <machines>", "handed on to Nix when it builds")
    .optionsGroup("Limits:")
    .option(
      "-j, --jobs <number>",
      "evaluations at once; default: by cores and free memory",
      parseJobs,
    )
    .option("--timeout <seconds>", "for each evaluation; default: 300", parseTimeout)
    .option(
      "--memory <size>",
      "for each evaluation, such as 4G; default: by memory and jobs",
      parseSize,
    )
    .optionsGroup("How it is reported:")
    .addOption(
      new Option(
        "--format <format[=file]>",
        `how to print the result, or to write it to a file; repeatable (${[...reporters.keys()].join(", ")}; default: text)`,
      )
        .argParser(collect)
        .default([], ""),
    )
    .addOption(
      choiceOption("--fail-on <level>", "exit with 1 when a finding is at or over this", [
        ...severities,
        "never",
      ]).default("error"),
    )
    .option("--fail-on-warnings", "same as --fail-on warning")
    .option("--bisect", "exit as `git bisect run` wants it: 125 where it cannot be judged")
    .option("--require-nix", "exit with 2 where there is no Nix")
    .option(
      "--dry-run",
      "run nothing; print the plan as json: what would be run where, with which limits",
    )
    .addOption(colorOption())
    .option("-q, --quiet", "no progress")
    .option("-v, --verbose", "also list what was suppressed or skipped")
    .optionsGroup("Rules:")
    .addOption(choiceOption("--preset <preset>", "rules to start from", presets))
    .option(
      "--select <names>",
      "only these rules and categories, comma-separated; repeatable",
      collectNames,
    )
    .option(
      "--ignore <names>",
      "all but these rules and categories, comma-separated; repeatable",
      collectNames,
    )
    .addOption(choiceOption("--severity <level>", "leave out findings below this", severities))
    .option("--config <file>", "read this config file, not the nearest nixaudit.toml")
    .option("--no-config", "read no config file")
    .option("--debug", "show the stack of internal errors")
    .optionsGroup("Other:");
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

function collectNames(value: string, previous: readonly string[] = []): string[] {
  const names = value.split(",").flatMap((name) => name.trim() || []);
  if (names.length === 0) throw new UsageError("a list of names must not be empty");
  return [...previous, ...names];
}

function parseStages(value: string): StageId[] {
  return collectNames(value).map((name) => {
    const stage = stageIds.find((id) => id === name);
    if (stage === undefined)
      throw new UsageError(
        `--stages: there is no stage \`${name}\`; ${suggestName(name, stageIds)}`,
      );
    return stage;
  });
}

function parseJobs(value: string): number {
  const jobs = Number(value);
  if (!Number.isInteger(jobs) || jobs < 1)
    throw new UsageError(`--jobs: \`${value}\` is no number of evaluations; give 1 or more`);
  return jobs;
}

function parseTimeout(value: string): number {
  const seconds = Number(value);
  if (!Number.isFinite(seconds) || seconds <= 0 || seconds > 2_000_000)
    throw new UsageError(`--timeout: \`${value}\` is no number of seconds`);
  return Math.ceil(seconds * 1000);
}

function parseSize(value: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([MG])i?B?$/i.exec(value);
  const bytes = Number(match?.[1] ?? 0) * (match?.[2]?.toUpperCase() === "G" ? 1e9 : 1e6);
  if (bytes < 1e7)
    throw new UsageError(`--memory: \`${value}\` is no size; give one such as 500M or 4G`);
  return Math.floor(bytes);
}
