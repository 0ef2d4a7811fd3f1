import type { Command } from "commander";
import { rules } from "../index.ts";
import { describeHosts, surveyProject } from "../project/index.ts";
import { judgeHosts } from "../report/index.ts";
import { buildPlan, renderPlanJson, renderPlanMarkdown } from "../report/plan/index.ts";
import type { ExitCode } from "./failure.ts";
import { addProjectOptions, auditProjectOf, type ProjectOptions } from "./load-project.ts";
import type { Streams } from "./streams.ts";
import { tool } from "./tool.ts";

/** Adds `nixaudit plan`. */
export function registerPlan(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode) => void,
): void {
  const command = program
    .command("plan")
    .summary("propose how to take the configuration apart")
    .description(
      "Writes a refactoring plan: what there is, what depends on what, and proposals in the order in which to make them.",
    )
    .argument("[path]", "a place in the configuration; default: this folder", ".");
  addProjectOptions(command, ["markdown", "json"]).action(
    async (path: string, options: ProjectOptions) => onDone(await plan(path, options, streams)),
  );
}

async function plan(path: string, options: ProjectOptions, streams: Streams): Promise<ExitCode> {
  const { project, findings, code } = await auditProjectOf(path, options, streams);
  const surveys = surveyProject(project);
  const hosts = judgeHosts(describeHosts(project, surveys), findings, rules);
  const made = buildPlan({ project, surveys, hosts, findings });
  streams.stdout.write(
    options.format === "json" ? renderPlanJson(made, tool) : renderPlanMarkdown(made),
  );
  return code;
}
