import { Argument, type Command } from "commander";
import { createCompletionModel } from "./completion-model.ts";
import { renderBashCompletion } from "./completions-bash.ts";
import { renderFishCompletion } from "./completions-fish.ts";
import { renderZshCompletion } from "./completions-zsh.ts";
import { exitCode, UsageError, type ExitCode } from "./failure.ts";
import { suggestName } from "./names.ts";
import type { Streams } from "./streams.ts";

const renderers = {
  bash: renderBashCompletion,
  zsh: renderZshCompletion,
  fish: renderFishCompletion,
} as const;

const shells = ["bash", "zsh", "fish"] as const;

const examples = `
Examples:
  bash  source <(nixaudit completions bash)      in ~/.bashrc
  zsh   nixaudit completions zsh > ~/.zfunc/_nixaudit
        with \`fpath+=~/.zfunc\` before compinit in ~/.zshrc
  fish  nixaudit completions fish > ~/.config/fish/completions/nixaudit.fish`;

/** Adds `nixaudit completions`: what a shell completes, made from the commands that `program` has. */
export function registerCompletions(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  program
    .command("completions")
    .summary("print completions for a shell")
    .description("Prints what makes a shell complete commands, options and rules.")
    .addArgument(new Argument("<shell>", "bash, zsh or fish").choices(shells).argParser(readShell))
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .action((shell: (typeof shells)[number]) => {
      streams.stdout.write(renderers[shell](createCompletionModel(program, "check")));
      onDone(exitCode.clean);
    });
}

function readShell(value: string): (typeof shells)[number] {
  const shell = shells.find((name) => name === value);
  if (shell !== undefined) return shell;
  throw new UsageError(`there are no completions for \`${value}\`; ${suggestName(value, shells)}`);
}
