import {
  confidences,
  presets,
  severities,
  type Confidence,
  type Preset,
  type Severity,
} from "../diagnostic/index.ts";
import type { ConfigProblem } from "./config.ts";
import { findNearestName } from "../text/index.ts";
import type { RuleNames } from "./rule-names.ts";
import { quoteName } from "./quote-name.ts";

/** What the command line says about rules and findings, as it was typed. */
export interface CommandLineSettings {
  readonly preset?: string | undefined;
  /** Ids and categories; none is the same as undefined. */
  readonly select?: readonly string[] | undefined;
  readonly ignore?: readonly string[] | undefined;
  readonly severity?: string | undefined;
  readonly confidence?: string | undefined;
}

/** The command line's settings with every name checked and every former id replaced. */
export interface CheckedCommandLine {
  readonly preset: Preset | undefined;
  readonly select: readonly string[] | undefined;
  readonly ignore: readonly string[];
  readonly minimumSeverity: Severity;
  readonly minimumConfidence: Confidence;
  readonly problems: readonly ConfigProblem[];
}

/** Checks what was typed. Where there are problems, the wrong parts are left out. */
export function checkCommandLine(
  settings: CommandLineSettings,
  names: RuleNames,
): CheckedCommandLine {
  const problems: ConfigProblem[] = [];

  function checkNames(option: string, typed: readonly string[]): readonly string[] {
    const resolved = new Set<string>();
    for (const name of typed) {
      const current = names.resolve(name);
      if (current !== undefined) resolved.add(current);
      else problems.push(unknownName(option, name, names.current, "no rule or category is called"));
    }
    return [...resolved].toSorted();
  }

  function checkChoice<Choice extends string>(
    option: string,
    typed: string | undefined,
    choices: readonly Choice[],
  ): Choice | undefined {
    const choice = choices.find((candidate) => candidate === typed);
    if (typed !== undefined && choice === undefined) {
      problems.push(
        unknownName(option, typed, choices, `must be one of ${choices.join(", ")}, not`),
      );
    }
    return choice;
  }

  const select = checkNames("--select", settings.select ?? []);
  const ignore = checkNames("--ignore", settings.ignore ?? []);
  if (ignore.includes("syntax")) {
    problems.push({
      path: "--ignore",
      message: "the rules of `syntax` are turned off by id only",
    });
  }
  return {
    preset: checkChoice("--preset", settings.preset, presets),
    select: (settings.select ?? []).length === 0 ? undefined : select,
    ignore,
    minimumSeverity: checkChoice("--severity", settings.severity, severities) ?? "info",
    minimumConfidence: checkChoice("--confidence", settings.confidence, confidences) ?? "low",
    problems,
  };
}

function unknownName(
  path: string,
  name: string,
  names: readonly string[],
  beginning: string,
): ConfigProblem {
  const suggestion = findNearestName(name, names);
  const message = `${beginning} ${quoteName(name)}`;
  return { path, message, ...(suggestion !== undefined && { suggestion }) };
}
