import { quoteForShell } from "../report/issues/index.ts";
import type {
  CompletionCommand,
  CompletionModel,
  CompletionOption,
  CompletionValue,
} from "./completion-model.ts";

/** A completion for zsh 5 and newer. */
export function renderZshCompletion({ commands, defaultCommand, rules }: CompletionModel): string {
  const names = commands.map(({ name }) => name);
  const described = commands.map(({ name, summary }) => `    ${quoteWord(`${name}:${summary}`)}`);
  return String.raw`#compdef nixaudit
# zsh completion for nixaudit.
#   nixaudit completions zsh > FOLDER-OF-FPATH/_nixaudit

_nixaudit_rules() {
  local -a known=(
${rules.map(({ id, summary }) => `    ${quoteWord(`${id}:${summary}`)}`).join("\n")}
  )
  _describe -t rules rule known
}

_nixaudit_commands() {
  local -a known=(
${described.join("\n")}
  )
  _describe -t commands command known
}

_nixaudit_start() {
  _alternative 'commands:command:_nixaudit_commands' 'files:file:_files'
}

_nixaudit() {
  local command='' word
  for word in "\${(@)words[2,CURRENT - 1]}"; do
    case $word in
      ${names.join(" | ")}) command=$word; break ;;
    esac
  done
  if [[ -n $command ]]; then
    # The command's own arguments are counted from behind its name.
    local at=\${words[(i)$command]}
    words=("\${(@)words[at,-1]}")
    ((CURRENT -= at - 1))
  fi
  case $command in
    '')
      _arguments -s -S ${renderSpecs(
        commands.find(({ name }) => name === defaultCommand),
        "*: :_nixaudit_start",
      )}
      ;;
${commands.map((command) => `    ${command.name})\n      _arguments -s -S ${renderSpecs(command)}\n      ;;`).join("\n")}
  esac
}

if [[ $funcstack[1] == _nixaudit ]]; then
  _nixaudit "$@"
else
  compdef _nixaudit nixaudit
fi
`.replaceAll("\\$", "$");
}

function renderSpecs(command: CompletionCommand | undefined, argument?: string): string {
  if (!command) return "";
  const last = argument ?? argumentSpec(command.argument);
  const specs = [...command.options.flatMap(optionSpecs), ...(last === undefined ? [] : [last])];
  return specs.map((spec) => `\\\n        ${quoteWord(spec)}`).join(" ");
}

function optionSpecs({ short, long, description, value }: CompletionOption): readonly string[] {
  const text = description.replaceAll(/[[\]\\:]/g, (character) => `\\${character}`);
  const message = long.slice(2);
  const action = value === undefined ? "" : `:${message}:${actionOf(value)}`;
  const forms = short === undefined ? [long] : [short, long];
  // A long option takes its value behind `=` or as the next word.
  return forms.map((form) => {
    const equals = value !== undefined && form === long ? "=" : "";
    return `*${form}${equals}[${text}]${action}`;
  });
}

function argumentSpec(value: CompletionValue | undefined): string | undefined {
  return value === undefined ? undefined : `*: :${actionOf(value)}`;
}

function actionOf(value: CompletionValue): string {
  switch (value.kind) {
    case "words":
      return `(${value.words.join(" ")})`;
    case "list":
      return `_values -s , name ${value.words.join(" ")}`;
    case "rule":
      return "_nixaudit_rules";
    case "file":
      return "_files";
    case "folder":
      return "_files -/";
    case "text":
      return " ";
  }
}

function quoteWord(text: string): string {
  const quoted = quoteForShell(text);
  return quoted.startsWith("'") ? quoted : `'${text}'`;
}
