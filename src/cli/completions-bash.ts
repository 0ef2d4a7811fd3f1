import { quoteForShell } from "../report/issues/index.ts";
import type { CompletionCommand, CompletionModel, CompletionValue } from "./completion-model.ts";

/** A completion for bash 3.2 and newer; it needs no package of completions. */
export function renderBashCompletion({ commands, defaultCommand, rules }: CompletionModel): string {
  const names = commands.map(({ name }) => name);
  return String.raw`# bash completion for nixaudit.
#   source <(nixaudit completions bash)

_nixaudit_rules=${quoteForShell(rules.map(({ id }) => id).join(" "))}

# Completes a word of a list.
_nixaudit_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

# Completes the last of several words with commas between them.
_nixaudit_list() {
  local before=''
  case $cur in *,*) before=\${cur%,*}, ;; esac
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "\${cur##*,}"))
}

_nixaudit() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command='' index
  COMPREPLY=()
  # An equals sign is a word of its own: --format=sarif is three.
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${names.join(" | ")}) command=\${COMP_WORDS[index]}; break ;;
    esac
  done
  case \${command:-${defaultCommand}} in
${commands.map(renderCommand).join("\n")}
  esac
  if [[ -z $command && $cur != -* && \${#COMPREPLY[@]} -eq 0 ]]; then
    case $prev in -*) return ;; esac
    _nixaudit_words ${quoteForShell(names.join(" "))}
  fi
}

complete -o bashdefault -o default -F _nixaudit nixaudit
`.replaceAll("\\$", "$");
}

function renderCommand({ name, options, argument }: CompletionCommand): string {
  const flags = options.flatMap(({ short, long }) =>
    short === undefined ? [long] : [short, long],
  );
  const values = options.flatMap(({ short, long, value }) =>
    value === undefined
      ? []
      : [
          `        ${short === undefined ? long : `${short} | ${long}`}) ${renderValue(value)}; return ;;`,
        ],
  );
  return [
    `    ${name})`,
    ...(values.length === 0 ? [] : ["      case $prev in", ...values, "      esac"]),
    `      if [[ $cur == -* ]]; then _nixaudit_words ${quoteForShell(flags.join(" "))}; return; fi`,
    ...(argument === undefined ? [] : [`      ${renderValue(argument)}`]),
    "      ;;",
  ].join("\n");
}

function renderValue(value: CompletionValue): string {
  switch (value.kind) {
    case "words":
      return `_nixaudit_words ${quoteForShell(value.words.join(" "))}`;
    case "list":
      return `_nixaudit_list ${quoteForShell(value.words.join(" "))}`;
    case "rule":
      return '_nixaudit_words "$_nixaudit_rules"';
    case "folder":
      return 'COMPREPLY=($(compgen -d -- "$cur"))';
    case "file":
    case "text":
      // Readline completes file names where nothing else is there.
      return ":";
  }
}
