import { relative, resolve } from "node:path";
import type { Command } from "commander";
import { createGraphView, graphFormats } from "../report/index.ts";
import { UsageError, type ExitCode } from "./failure.ts";
import { addProjectOptions, loadProjectOf, type ProjectOptions } from "./load-project.ts";
import { suggestName } from "./names.ts";
import { oneLine } from "./one-line.ts";
import type { Streams } from "./streams.ts";
import { tool } from "./tool.ts";

interface GraphOptions extends ProjectOptions {
  readonly host?: string;
  readonly whoImports?: string;
}

/** Adds `nixaudit graph`. */
export function registerGraph(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  const command = program
    .command("graph")
    .summary("show how files hang together")
    .description("Shows which file imports which: modules, packages, data, and what is not known.")
    .argument("[path]", "a place in the project; default: this folder", ".")
    .option("--host <name>", "only what this host reads")
    .option("--who-imports <file>", "only what leads to this file");
  addProjectOptions(command, [...graphFormats.keys()]).action(
    async (path: string, options: GraphOptions) => onDone(await showGraph(path, options, streams)),
  );
}

async function showGraph(path: string, options: GraphOptions, streams: Streams): Promise<ExitCode> {
  const { host, whoImports } = options;
  if (host !== undefined && whoImports !== undefined)
    throw new UsageError("--host and --who-imports are two questions: ask one at a time");
  const { project, root, code } = await loadProjectOf(path, options, streams, []);
  if (host !== undefined && !project.hosts.some(({ name }) => name === host)) {
    const names = [...new Set(project.hosts.map(({ name }) => name))];
    const hint = names.length === 0 ? "no host was found" : suggestName(host, names);
    throw new UsageError(`--host: there is no host \`${oneLine(host)}\`; ${hint}`);
  }
  const file = whoImports === undefined ? undefined : inTree(whoImports, root, streams.folder);
  if (file !== undefined && !project.files.has(file) && !project.otherFiles.has(file))
    throw new UsageError(`--who-imports: ${oneLine(whoImports ?? "")} is no file of the project`);
  const view = createGraphView(project, {
    ...(host === undefined ? {} : { host }),
    ...(file === undefined ? {} : { whoImports: file }),
  });
  streams.stdout.write(graphFormats.get(options.format)?.(view, tool) ?? "");
  return code;
}

/** A path as the user gave it, relative to the root. */
export function inTree(path: string, root: string, folder: string): string {
  return relative(root, resolve(folder, path)).replaceAll("\\", "/");
}
