import type { CompletionCommand, CompletionModel, CompletionValue } from "./completion-model.ts";

/** A completion for fish 3 and newer. */
export function renderFishCompletion({ commands, defaultCommand, rules }: CompletionModel): string {
  const names = commands.map(({ name }) => name).join(" ");
  const none = `not __fish_seen_subcommand_from ${names}`;
  return [
    "# fish completion for nixaudit.",
    "#   nixaudit completions fish > ~/.config/fish/completions/nixaudit.fish",
    "",
    "function __nixaudit_rules",
    ...rules.map(({ id, summary }) => `    printf '%s\\t%s\\n' ${id} ${quote(summary)}`),
    "end",
    "",
    ...commands.map(
      ({ name, summary }) =>
        `complete -c nixaudit -n ${quote(none)} -a ${name} -d ${quote(summary)}`,
    ),
    "",
    ...commands.flatMap((command) => renderCommand(command, command.name === defaultCommand, none)),
    "",
  ].join("\n");
}

function renderCommand(
  { name, options, argument }: CompletionCommand,
  isDefault: boolean,
  none: string,
): readonly string[] {
  const seen = `__fish_seen_subcommand_from ${name}`;
  const head = `complete -c nixaudit -n ${quote(isDefault ? `${seen}; or ${none}` : seen)}`;
  const lines = options.map(({ short, long, description, value }) =>
    [
      head,
      ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
      `-l ${long.slice(2)}`,
      ...(value === undefined ? [] : [renderValue(value)]),
      `-d ${quote(description)}`,
    ].join(" "),
  );
  if (argument === undefined) return [...lines, `${head} -f`];
  // Files are what fish offers by itself.
  return argument.kind === "file" ? lines : [...lines, `${head} -f ${renderWords(argument)}`];
}

function renderValue(value: CompletionValue): string {
  switch (value.kind) {
    case "text":
      return "-x";
    case "file":
      return "-r -F";
    case "folder":
      return "-x -a '(__fish_complete_directories)'";
    default:
      return `-x ${renderWords(value)}`;
  }
}

function renderWords(value: CompletionValue): string {
  switch (value.kind) {
    case "words":
      return `-a ${quote(value.words.join(" "))}`;
    case "list":
      return `-a ${quote(`(__fish_append , ${value.words.join(" ")})`)}`;
    case "rule":
      return "-a '(__nixaudit_rules)'";
    default:
      return "";
  }
}

/** In fish a backslash means something between quotes, too. */
function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", String.raw`\'`)}'`;
}
