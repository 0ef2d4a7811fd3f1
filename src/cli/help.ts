import { Help, type Command, type HelpConfiguration, type Option } from "commander";

/**
 * How `--help` looks. The help of the program itself also shows the arguments and options of the command that runs when
 * none is named.
 */
export function createHelpConfiguration(
  isProgram: (command: Command) => boolean,
  defaultCommand: () => Command,
): HelpConfiguration {
  const plain = new Help();
  return {
    commandUsage(command) {
      const name = command.parent ? `${command.parent.name()} ${command.name()}` : command.name();
      const usage = `${name} [options]${argumentsOf(isProgram(command) ? defaultCommand() : command)}`;
      return isProgram(command) ? `${usage}\n       ${name} COMMAND [options] …` : usage;
    },
    subcommandTerm: (command) => command.name() + argumentsOf(command),
    visibleArguments: (command) =>
      plain.visibleArguments(isProgram(command) ? defaultCommand() : command),
    visibleOptions: (command) =>
      isProgram(command)
        ? [
            ...plain.visibleOptions(defaultCommand()).filter(({ long }) => long !== "--help"),
            ...plain.visibleOptions(command),
          ]
        : plain.visibleOptions(command),
    // In the order in which they are shown: the program's own come last.
    groupItems: (_, shown, groupOf) => plain.groupItems([], shown, groupOf),
    optionDescription: describeOption,
    argumentDescription: ({ description }) => description,
  };
}

function argumentsOf({ registeredArguments }: Command): string {
  return registeredArguments
    .map((argument) => {
      const name = argument.name().toUpperCase() + (argument.variadic ? "…" : "");
      return argument.required ? ` ${name}` : ` [${name}]`;
    })
    .join("");
}

function describeOption({ description, argChoices, defaultValue }: Option): string {
  if (!argChoices) return description;
  const standard = typeof defaultValue === "string" ? `; default: ${defaultValue}` : "";
  return `${description} (${argChoices.join(", ")}${standard})`;
}
