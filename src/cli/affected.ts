import type { Command } from "commander";
import { findAffectedHosts, findBlastRadius } from "../project/index.ts";
import { affectedFormats } from "../report/index.ts";
import { UsageError, type ExitCode } from "./failure.ts";
import { findChangedFiles, readCommittedFile } from "./git.ts";
import { inTree } from "./graph.ts";
import { addProjectOptions, loadProjectOf, type ProjectOptions } from "./load-project.ts";
import type { Streams } from "./streams.ts";
import { tool } from "./tool.ts";

interface AffectedOptions extends ProjectOptions {
  readonly since?: string;
  readonly blast?: string;
}

/** Adds `nixaudit affected`. */
export function registerAffected(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  const command = program
    .command("affected")
    .summary("tell which hosts a change touches")
    .description(
      "Tells which hosts read a changed file, or use an input that flake.lock changes.\n\n" +
        "Give the changed files, or --since and at most one path: a place in the project.",
    )
    .argument("[path...]", "changed files; with --since or --blast a place in the project")
    .option("--since <revision>", "what changed since this commit, in the work tree too")
    .option("--blast <file>", "also list the files that a change of this file touches");
  addProjectOptions(command, [...affectedFormats.keys()]).action(
    async (paths: string[], options: AffectedOptions) =>
      onDone(await showAffected(paths, options, streams)),
  );
}

async function showAffected(
  given: readonly string[],
  options: AffectedOptions,
  streams: Streams,
): Promise<ExitCode> {
  const { since, blast } = options;
  const { environment, folder, stdout } = streams;
  const namesPlace = since !== undefined || blast !== undefined;
  if (namesPlace && given.length > 1)
    throw new UsageError("with --since or --blast give one path at most: a place in the project");
  if (!namesPlace && given.length === 0)
    throw new UsageError("what changed? give --since REVISION, or the changed files");
  // A changed file may be gone: the project is the one round this folder.
  const place = namesPlace ? (given[0] ?? ".") : ".";
  const { project, root, code } = await loadProjectOf(place, options, streams, []);
  const named = [...(namesPlace ? [] : given), ...(blast === undefined ? [] : [blast])];
  const paths = named.map((path) => inTree(path, root, folder));
  const outside = paths.findIndex((path) => path === "" || path.startsWith("../"));
  if (outside >= 0)
    throw new UsageError(`${named[outside] ?? ""} is no file of the project in ${root}`);

  const oldLocks = new Map<string, string | undefined>();
  if (since !== undefined) {
    const { base, paths: changed } = await findChangedFiles(root, since, environment);
    paths.push(...changed);
    for (const path of changed) {
      if (path !== "flake.lock" && !path.endsWith("/flake.lock")) continue;
      oldLocks.set(path, await readCommittedFile(root, base, path, environment));
    }
  }
  const changed = [...new Set(paths)].toSorted();
  const file = blast === undefined ? undefined : inTree(blast, root, folder);
  const report = {
    changed,
    hosts: findAffectedHosts(project, { paths: changed, oldLocks }),
    total: project.hosts.length,
    unresolved: project.unresolved.map(
      ({ place: { path }, what, reason }) => `${what} in ${path}: ${reason}`,
    ),
    ...(file === undefined ? {} : { blast: { file, files: findBlastRadius(project, file) } }),
  };
  stdout.write(affectedFormats.get(options.format)?.(report, tool) ?? "");
  return code;
}
