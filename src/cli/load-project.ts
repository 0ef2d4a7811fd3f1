import type { Command } from "commander";
import type { Diagnostic } from "../diagnostic/index.ts";
import {
  discoverFiles,
  discoverProject,
  findAuditRoot,
  loadProject,
  rules,
  workerUrl,
  type Project,
} from "../index.ts";
import type { AuditOptions } from "./audit-options.ts";
import { findCacheFolder } from "./cache-folder.ts";
import { auditFiles } from "./check.ts";
import { choiceOption } from "./choice-option.ts";
import { UsageError } from "./failure.ts";
import { createProgress } from "./progress.ts";
import { readConfig } from "./read-config.ts";
import { judge, worstOf } from "./report.ts";
import type { ExitCode } from "./failure.ts";
import type { Streams } from "./streams.ts";
import { createPathDisplay, resolvePaths } from "./paths.ts";

/** Options of every command that shows the project. */
export interface ProjectOptions {
  readonly format: string;
  readonly config: string | boolean;
  readonly gitignore: boolean;
  readonly jobs?: number;
  readonly cache: boolean;
  readonly cacheDir?: string;
  readonly debug?: boolean;
}

/** Adds them to a command. The first format is the one where none is named. */
export function addProjectOptions(command: Command, formats: readonly string[]): Command {
  return command
    .addOption(
      choiceOption("--format <format>", "how to show it", formats).default(formats[0] ?? "text"),
    )
    .option("--config <file>", "read this config file, not the nearest nixaudit.toml")
    .option("--no-config", "read no config file")
    .option("--no-gitignore", "also read what .gitignore leaves out")
    .option("--no-cache", "neither use nor keep results of earlier runs")
    .option("--cache-dir <folder>", "where to keep them; default: ~/.cache/nixaudit")
    .option("--debug", "show the stack of internal errors")
    .helpOption("-h, --help", "print this help");
}

/** A loaded project, and how the loading went. */
export interface LoadedCommand {
  readonly project: Project;
  readonly root: string;
  readonly code: ExitCode;
}

/** A project with what an audit of it found. */
export interface AuditedCommand extends LoadedCommand {
  readonly findings: readonly Diagnostic[];
}

/** Audits the project that a path belongs to, whole, whatever part of it the path names. */
export async function auditProjectOf(
  given: string,
  options: ProjectOptions,
  streams: Streams,
): Promise<AuditedCommand> {
  const { folder, stderr } = streams;
  const [path = folder] = resolvePaths([given], folder, []);
  const root = findAuditRoot([path], folder);
  const auditOptions = auditOptionsOf(options);
  const { result, project } = await auditFiles([root], root, auditOptions, [], streams);
  // Without one there are no project rules, and nothing was put together: see `loadProjectOf`.
  const loaded = project ? undefined : await loadProjectOf(given, options, streams, []);
  if (project?.files.size === 0)
    throw new UsageError(`no Nix files in ${root}: there is nothing to show`);
  const code = judge(
    { findings: [], failures: result.failures },
    { failOn: "never", debug: options.debug ?? false },
    stderr,
    createPathDisplay(root, folder),
  );
  const known = project ?? loaded?.project;
  if (!known) throw new UsageError(`the project in ${root} could not be loaded`);
  return {
    project: known,
    root,
    code: worstOf(code, loaded?.code ?? code),
    findings: result.findings,
  };
}

function auditOptionsOf(options: ProjectOptions): AuditOptions {
  return { ...options, failOn: "never", format: [], color: "auto" };
}

/** Loads the project that a path belongs to: the root as of an audit of it. */
export async function loadProjectOf(
  given: string,
  options: ProjectOptions,
  streams: Streams,
  commands: readonly string[],
): Promise<LoadedCommand> {
  const { folder, environment, stderr } = streams;
  const [path = folder] = resolvePaths([given], folder, commands);
  const root = findAuditRoot([path], folder);
  const auditOptions = auditOptionsOf(options);
  const config = await readConfig(auditOptions, {
    auditRoot: root,
    startFolder: path,
    currentFolder: folder,
  });
  const search = {
    root,
    paths: [root],
    exclude: config.exclude,
    excludeRoot: config.root,
    forceExclude: false,
    respectGitignore: options.gitignore,
    listsOthers: true,
  };
  const progress = createProgress(stderr, true);
  const cacheFolder = findCacheFolder(auditOptions, { root, folder, environment });
  try {
    const { project, failures } = await loadProject({
      discovery: discoverProject(search, discoverFiles(search)),
      config,
      rules,
      workerUrl,
      ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
      ...(cacheFolder === undefined ? {} : { cacheFolder }),
      onProgress: progress.update,
    });
    const display = createPathDisplay(root, folder);
    const code = judge(
      { findings: [], failures },
      { failOn: "never", debug: options.debug ?? false },
      stderr,
      display,
    );
    if (project.files.size === 0)
      throw new UsageError(`no Nix files in ${root}: there is nothing to show`);
    return { project, root, code };
  } finally {
    progress.finish();
  }
}
