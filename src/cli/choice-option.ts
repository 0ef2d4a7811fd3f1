import { Option } from "commander";
import { UsageError } from "./failure.ts";
import { suggestName } from "./names.ts";

/** An option that takes one of a few words; another word is an error that names the nearest. */
export function choiceOption(
  flags: string,
  description: string,
  choices: readonly string[],
): Option {
  const option = new Option(flags, description).choices(choices);
  return option.argParser((value: string) => {
    if (choices.includes(value)) return value;
    const [noun = "value"] = /(?<=<)[^>]+/.exec(flags) ?? [];
    throw new UsageError(
      `${option.long ?? flags}: there is no ${noun} \`${value}\`; ${suggestName(value, choices)}`,
    );
  });
}

/** `--color`, the same for every command. */
export function colorOption(): Option {
  return choiceOption("--color <mode>", "whether to colour the output", [
    "auto",
    "always",
    "never",
  ]).default("auto");
}
