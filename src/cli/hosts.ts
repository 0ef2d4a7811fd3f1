import type { Command } from "commander";
import { findAuditRoot, loadHosts } from "../index.ts";
import { renderHostsAsJson, renderHostsAsText } from "../report/index.ts";
import { choiceOption, colorOption } from "./choice-option.ts";
import { exitCode, type ExitCode } from "./failure.ts";
import { oneLine } from "./one-line.ts";
import { createPathDisplay, resolvePaths } from "./paths.ts";
import { readConfig } from "./read-config.ts";
import type { Streams } from "./streams.ts";
import { detectTerminal, type ColorChoice } from "./terminal.ts";
import { tool } from "./tool.ts";

interface HostsOptions {
  readonly format: "text" | "json";
  readonly color: ColorChoice;
  readonly config: string | boolean;
  readonly gitignore: boolean;
}

/** Adds `nixaudit hosts`. */
export function registerHosts(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  program
    .command("hosts")
    .summary("list the hosts and what each is made of")
    .helpOption("-h, --help", "print this help")
    .description(
      "Lists the hosts of a configuration: name, kind, system, root module, files, and where each is deployed.",
    )
    .argument("[path]", "a place in the configuration; default: this folder", ".")
    .addOption(
      choiceOption("--format <format>", "how to list them", ["text", "json"]).default("text"),
    )
    .option("--config <file>", "read this config file, not the nearest nixaudit.toml")
    .option("--no-config", "read no config file")
    .option("--no-gitignore", "also read what .gitignore leaves out")
    .addOption(colorOption())
    .action(async (path: string, options: HostsOptions) =>
      onDone(await listHosts(path, options, streams)),
    );
}

async function listHosts(
  given: string,
  options: HostsOptions,
  { stdout, stderr, environment, folder }: Streams,
): Promise<ExitCode> {
  const paths = resolvePaths([given], folder, []);
  const root = findAuditRoot(paths, folder);
  const config = await readConfig(
    { ...options, format: [], failOn: "never", cache: false },
    {
      auditRoot: root,
      startFolder: paths[0] ?? root,
      currentFolder: folder,
    },
  );
  const found = loadHosts({
    root,
    exclude: config.exclude,
    excludeRoot: config.root,
    respectGitignore: options.gitignore,
    maxFileSize: config.maxFileSize,
  });
  if (found.fileCount === 0) {
    const shown = createPathDisplay(root, folder)(".");
    stderr.write(`nixaudit: no Nix files in ${oneLine(shown)}: there are no hosts to find\n`);
    return exitCode.failed;
  }
  const list = {
    ...found,
    hosts: found.hosts.map((host) => ({ ...host, files: host.moduleFiles })),
  };
  const { color } = detectTerminal(options.color, stdout, environment);
  stdout.write(
    options.format === "json" ? renderHostsAsJson(list, tool) : renderHostsAsText(list, color),
  );
  return exitCode.clean;
}
