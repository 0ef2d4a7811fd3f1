import { Option, type Command } from "commander";
import { rules } from "../index.ts";
import { describeHosts, surveyProject, type Place } from "../project/index.ts";
import { judgeHosts, renderHostsAsJson, renderHostsAsText } from "../report/index.ts";
import { colorOption } from "./choice-option.ts";
import type { ExitCode } from "./failure.ts";
import {
  addProjectOptions,
  auditProjectOf,
  loadProjectOf,
  type ProjectOptions,
} from "./load-project.ts";
import type { Streams } from "./streams.ts";
import { detectTerminal, type ColorChoice } from "./terminal.ts";
import { tool } from "./tool.ts";

interface HostsOptions extends ProjectOptions {
  readonly color: ColorChoice;
  readonly audit: boolean;
}

/** Adds `nixaudit hosts`. */
export function registerHosts(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  const command = program
    .command("hosts")
    .summary("list the hosts and what each is made of")
    .description(
      "Lists the hosts of a configuration: what each is made of, who and what is on it, where it is deployed, and its risk.",
    )
    .argument("[path]", "a place in the configuration; default: this folder", ".")
    .addOption(new Option("--no-audit", "leave out findings and risk: faster"));
  addProjectOptions(command, ["text", "json"])
    .addOption(colorOption())
    .action(async (path: string, options: HostsOptions) =>
      onDone(await listHosts(path, options, streams)),
    );
}

async function listHosts(path: string, options: HostsOptions, streams: Streams): Promise<ExitCode> {
  const { stdout, environment } = streams;
  const loaded = options.audit
    ? await auditProjectOf(path, options, streams)
    : { ...(await loadProjectOf(path, options, streams, [])), findings: undefined };
  const { project, findings, code } = loaded;
  const facts = describeHosts(project, surveyProject(project));
  const list = {
    hosts: findings ? judgeHosts(facts, findings, rules) : facts,
    unresolved: project.unresolved,
    positionOf: ({ path: at, span }: Place) =>
      project.open(at)?.source.positionAt(span.start) ?? { line: 1, column: 1 },
  };
  const { color } = detectTerminal(options.color, stdout, environment);
  stdout.write(
    options.format === "json" ? renderHostsAsJson(list, tool) : renderHostsAsText(list, color),
  );
  return code;
}
