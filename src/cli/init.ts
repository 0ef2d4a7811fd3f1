import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import { findConfigFile } from "../config/index.ts";
import { writeNewFile } from "../engine/index.ts";
import { exitCode, UsageError, type ExitCode } from "./failure.ts";
import { renderSetup, setups, type Setup, type SetupFile } from "./init-files.ts";
import { release } from "./init-release.ts";
import { oneLine } from "./one-line.ts";
import type { Streams } from "./streams.ts";

interface InitOptions extends Readonly<Partial<Record<Setup, boolean>>> {
  readonly all?: boolean;
  readonly dryRun?: boolean;
}

const examples = `
Examples:
  nixaudit init                        a commented nixaudit.toml
  nixaudit init --github --pre-commit  and a workflow and a hook
  nixaudit init --all --dry-run        show all that could be written

A file that is there already is never changed: it is named, and what you may
want to add to it is shown.`;

/** Adds `nixaudit init`: the files by which a configuration is audited from now on. */
export function registerInit(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  program
    .command("init")
    .summary("write a config file, hooks and CI jobs")
    .description("Writes nixaudit.toml, and what else is asked for.")
    .argument("[folder]", "the top folder of the configuration; default: this folder", ".")
    .optionsGroup("What else is written:")
    .option("--pre-commit", ".pre-commit-config.yaml")
    .option("--github", ".github/workflows/nixaudit.yml, with code scanning")
    .option("--gitlab", ".gitlab-ci.yml")
    .option("--flake-check", "shows what to add to flake.nix for `nix flake check`")
    .option("--claude", ".claude/commands/config-audit.md: report, summary, issues")
    .option("--all", "all of these")
    .optionsGroup("Other:")
    .option("--dry-run", "write nothing; show the files")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .action((folder: string, options: InitOptions) => onDone(init(folder, options, streams)));
}

function init(given: string, options: InitOptions, { stdout, stderr, folder }: Streams): ExitCode {
  const top = resolveFolder(given, folder);
  const chosen = setups.filter((setup) => setup === "config" || options.all || options[setup]);
  const flake = readText(join(top, "flake.nix"), top);
  // All of it is looked at before any of it is written.
  const planned = chosen.map((setup) => {
    const file = renderSetup(setup, release, flake);
    const shown = oneLine(relative(folder, join(top, file.path)) || file.path);
    return { file, shown, kept: whyKept(setup, file, top) };
  });
  for (const { file, shown, kept } of planned) {
    if (kept !== undefined) {
      stdout.write(`kept   ${shown}: ${kept.reason}\n`);
      if (kept.isToAdd && file.block !== undefined) stdout.write(quoteBlock(file.block));
    } else if (options.dryRun) {
      stdout.write(`would write ${shown}\n${quoteBlock(file.text)}`);
    } else {
      const outcome = writeNewFile(join(top, file.path), Buffer.from(file.text));
      if (!outcome.ok) throw new UsageError(`cannot write ${shown}: ${outcome.problem}`);
      stdout.write(outcome.isNew ? `wrote  ${shown}\n` : `kept   ${shown}: it is there already\n`);
    }
  }
  if (chosen.length > 1) warnBelowTop(top, stderr);
  return exitCode.clean;
}

function resolveFolder(given: string, folder: string): string {
  const top = resolve(folder, given);
  const status = statSync(top, { throwIfNoEntry: false });
  if (given === "" || !status) throw new UsageError(`no such folder: ${oneLine(given)}`);
  if (!status.isDirectory()) throw new UsageError(`${oneLine(given)} is no folder`);
  return top;
}

interface Kept {
  readonly reason: string;
  /** Whether a person may want to add the block. */
  readonly isToAdd: boolean;
}

function whyKept(setup: Setup, file: SetupFile, top: string): Kept | undefined {
  const path = join(top, file.path);
  const text = readText(path, top);
  const mentions = setup !== "config" && text !== undefined && text.includes("nixaudit");
  if (file.isByHand) {
    if (mentions) return { reason: "it speaks of nixaudit already", isToAdd: false };
    return { reason: "it is yours to change; this is what to add", isToAdd: true };
  }
  if (isThere(path)) {
    if (mentions || file.block === undefined)
      return { reason: "it is there already", isToAdd: false };
    return { reason: "it is there already; this is what to add", isToAdd: true };
  }
  if (setup === "config") {
    const above = findConfigFile(top);
    if (above !== undefined)
      return { reason: `${oneLine(above)} holds for this folder already`, isToAdd: false };
  }
  if (leadsOutside(path, top))
    throw new UsageError(`cannot write ${oneLine(file.path)}: a link leads out of ${oneLine(top)}`);
  return undefined;
}

/** Whether something has the name, if only a link that leads nowhere. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A folder above it is none, or may not be looked into: writing says which.
    return false;
  }
}

/** Whether the folder that a file would get into is another place than its name says. */
function leadsOutside(path: string, top: string): boolean {
  let folder = dirname(path);
  while (!existsSync(folder) && folder !== top) folder = dirname(folder);
  return !isReallyInside(folder, top);
}

function isReallyInside(path: string, top: string): boolean {
  const real = realpathSync(path);
  const realTop = realpathSync(top);
  return real === realTop || real.startsWith(realTop.endsWith(sep) ? realTop : realTop + sep);
}

/** The text of a file of the folder; undefined where there is none, or a link leads elsewhere. */
function readText(path: string, top: string): string | undefined {
  try {
    const isReadable = statSync(path).isFile() && isReallyInside(path, top);
    return isReadable ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

function quoteBlock(text: string): string {
  const lines = text.trimEnd().split("\n");
  return ["", ...lines.map((line) => (line === "" ? "" : `    ${line}`)), "", ""].join("\n");
}

/** Hooks and CI are looked for at the top of a repository alone. */
function warnBelowTop(top: string, stderr: NodeJS.WriteStream): void {
  for (let folder = top; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) {
      if (folder !== top)
        stderr.write(
          `nixaudit: the repository begins at ${oneLine(folder)}: hooks and CI are looked for there\n`,
        );
      return;
    }
    if (dirname(folder) === folder) return;
  }
}
