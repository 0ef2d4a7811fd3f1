import { Argument, Command } from "commander";
import { categories, presets, severities } from "../diagnostic/index.ts";
import { addAuditOptions, type AuditOptions } from "./audit-options.ts";
import { check } from "./check.ts";
import { choiceOption, colorOption } from "./choice-option.ts";
import { renderExplanation } from "./explain.ts";
import { exitCode, type ExitCode } from "./failure.ts";
import { createHelpConfiguration } from "./help.ts";
import { findRule, renderRules, type RulesOptions } from "./rules.ts";
import type { Streams } from "./streams.ts";
import type { OtherCommands } from "./other-commands.ts";
import { detectTerminal, type ColorChoice } from "./terminal.ts";
import { tool } from "./tool.ts";

const examples = `
Examples:
  nixaudit                          audit the Nix files in this folder and below
  nixaudit hosts/web flake.nix      audit a folder and a file
  nixaudit --diff                   show what could be fixed, change nothing
  nixaudit fix                      fix what can be fixed safely
  nixaudit explain redundant-rec    what a rule is about
  nixaudit --format text --format sarif=audit.sarif

Exit code:
  0  nothing at or over --fail-on
  1  findings; with --diff, something to fix
  2  wrong usage, a bad config, or an audit that could not be done in full

Sources are changed by \`fix\` and --fix alone. Nothing is sent anywhere, and no
Nix code is run.`;

/** The command line. `onDone` gets the exit code of the command that ran. */
export function createProgram(
  streams: Streams,
  onDone: (code: ExitCode | 125) => void,
  others: OtherCommands,
): Command {
  const program = new Command("nixaudit");
  const silent = (): void => undefined;
  program
    .description("Audits Nix code: mistakes, dead code, risks, and what can be fixed.")
    .optionsGroup("Other:")
    .version(tool.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print help, also that of a command")
    .configureOutput({
      writeOut: (text) => void streams.stdout.write(text),
      writeErr: (text) => void streams.stderr.write(text),
      // It is thrown as well, and shown where all errors are.
      outputError: silent,
    })
    .configureHelp(
      createHelpConfiguration(
        (command) => command === program,
        () => checkCommand,
      ),
    )
    .exitOverride()
    .addHelpText("after", examples);

  const checkCommand = addAuditCommand("check", "audit and report; what runs without a command");
  addAuditCommand("fix", "apply safe fixes, then report what is left");

  for (const register of others.project) register(program, streams, onDone);
  program
    .command("rules")
    .summary("list the rules")
    .helpOption("-h, --help", "print this help")
    .description("Lists the rules by category.")
    .addOption(choiceOption("--category <category>", "only this category", categories))
    .addOption(choiceOption("--preset <preset>", "only rules that this preset adds", presets))
    .addOption(choiceOption("--severity <level>", "only rules of this severity", severities))
    .option("--fixable", "only rules with a fix")
    .addOption(
      choiceOption("--format <format>", "how to list them", ["text", "json"]).default("text"),
    )
    .addOption(colorOption())
    .action((options: RulesOptions & { color: ColorChoice }) => {
      streams.stdout.write(renderRules(options, colorFor(options.color)));
      onDone(exitCode.clean);
    });
  program
    .command("explain")
    .summary("tell what a rule is about")
    .helpOption("-h, --help", "print this help")
    .description("Tells what a rule is about, with examples.")
    .argument("<rule>", "its id, such as redundant-rec; `nixaudit rules` lists them")
    .addOption(colorOption())
    .action((id: string, options: { color: ColorChoice }) => {
      streams.stdout.write(renderExplanation(findRule(id), colorFor(options.color)));
      onDone(exitCode.clean);
    });
  for (const register of others.results) register(program, streams, onDone);
  return program;

  function addAuditCommand(name: "check" | "fix", summary: string): Command {
    const command = program
      .command(name, { isDefault: name === "check" })
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
      .addArgument(
        new Argument(
          "[path...]",
          "files and folders to audit, or `-` for standard input; default: this folder",
        ),
      );
    return addAuditOptions(command)
      .helpOption("-h, --help", "print this help")
      .action(async (paths: string[], options: AuditOptions) =>
        onDone(await check(paths, name === "fix" ? { ...options, fix: true } : options, streams)),
      );
  }

  function colorFor(choice: ColorChoice): boolean {
    return detectTerminal(choice, streams.stdout, streams.environment).color;
  }
}
