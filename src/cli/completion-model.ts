import type { Argument, Command, Option } from "commander";
import { categories } from "../diagnostic/index.ts";
import { rules } from "../index.ts";
import { reporters } from "../report/index.ts";

/** What may follow an option, or stand as an argument. */
export type CompletionValue =
  | { readonly kind: "words"; readonly words: readonly string[] }
  /** Several words of a list with commas between them. */
  | { readonly kind: "list"; readonly words: readonly string[] }
  | { readonly kind: "rule" }
  | { readonly kind: "file" }
  | { readonly kind: "folder" }
  /** Nobody knows what. */
  | { readonly kind: "text" };

export interface CompletionOption {
  /** `-q`. */
  readonly short: string | undefined;
  /** `--quiet`. */
  readonly long: string;
  /** One line. */
  readonly description: string;
  /** Undefined for an option that takes none. */
  readonly value: CompletionValue | undefined;
}

export interface CompletionCommand {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  readonly options: readonly CompletionOption[];
  /** Undefined for a command that takes none. */
  readonly argument: CompletionValue | undefined;
}

/** The command line as a shell completes it. */
export interface CompletionModel {
  /** What runs when no command is named. */
  readonly defaultCommand: string;
  readonly commands: readonly CompletionCommand[];
  /** What a rule is called, and what it is about. */
  readonly rules: readonly { readonly id: string; readonly summary: string }[];
}

/** Reads the model off the program itself, so that a new command or option is completed without more. */
export function createCompletionModel(program: Command, defaultCommand: string): CompletionModel {
  const help = program.createHelp();
  const own = program.options.map(describeOption);
  const commands = program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary() || command.description(),
    options: [
      ...help.visibleOptions(command).map(describeOption),
      ...(command.name() === defaultCommand ? own : []),
    ],
    argument: valueOfArgument(command.registeredArguments[0]),
  }));
  const named = { kind: "words", words: commands.map(({ name }) => name) } as const;
  const helpCommand = {
    name: "help",
    summary: "print help, also that of a command",
    options: [],
    argument: named,
  };
  return {
    defaultCommand,
    commands: [...commands, helpCommand],
    rules: rules.map(({ id, summary }) => ({ id, summary })),
  };
}

function describeOption(option: Option): CompletionOption {
  const { short, long, description } = option;
  return {
    short,
    long: long ?? short ?? "",
    description: description.replaceAll(/\s+/g, " "),
    value: valueOfOption(option),
  };
}

function valueOfOption({ argChoices, flags, long }: Option): CompletionValue | undefined {
  if (argChoices) return { kind: "words", words: argChoices };
  const placeholder = /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1];
  if (placeholder === undefined) return undefined;
  if (long === "--format") return { kind: "words", words: [...reporters.keys()] };
  if (placeholder === "names")
    return { kind: "list", words: [...categories, ...rules.map(({ id }) => id)] };
  return valueOfPlaceholder(placeholder);
}

function valueOfArgument(argument: Argument | undefined): CompletionValue | undefined {
  if (!argument) return undefined;
  if (argument.argChoices) return { kind: "words", words: argument.argChoices };
  return valueOfPlaceholder(argument.name());
}

function valueOfPlaceholder(name: string): CompletionValue {
  switch (name) {
    case "rule":
      return { kind: "rule" };
    case "file":
    case "path":
      return { kind: "file" };
    case "folder":
      return { kind: "folder" };
    default:
      return { kind: "text" };
  }
}
