import type { Command } from "commander";
import type { ExitCode } from "./failure.ts";
import type { Streams } from "./streams.ts";

/** Adds one command to the program. */
type Register = (
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode | 125) => void,
) => void;

/** The commands beside those that judge files and rules, in the order of the help. */
export interface OtherCommands {
  readonly project: readonly Register[];
  readonly results: readonly Register[];
}

const project: Readonly<Record<string, () => Promise<Register>>> = {
  graph: async () => (await import("./graph.ts")).registerGraph,
  affected: async () => (await import("./affected.ts")).registerAffected,
  hosts: async () => (await import("./hosts.ts")).registerHosts,
  plan: async () => (await import("./plan.ts")).registerPlan,
};

const results: Readonly<Record<string, () => Promise<Register>>> = {
  issues: async () => (await import("./issues.ts")).registerIssues,
  init: async () => (await import("./init.ts")).registerInit,
  completions: async () => (await import("./completions.ts")).registerCompletions,
  validate: async () => (await import("./validate.ts")).registerValidate,
  compare: async () => (await import("./compare.ts")).registerCompare,
  report: async () => (await import("./audit-report.ts")).registerReport,
};

/** What lists or looks at every command. */
const wantsAll = new Set(["-h", "--help", "help", "completions"]);

/**
 * Loads the other commands where the words of the command line speak of one, or ask for help. Most runs are audits, and
 * start sooner without them.
 */
export async function loadOtherCommands(words: readonly string[]): Promise<OtherCommands> {
  const isWanted = words.some(
    (word) => wantsAll.has(word) || Object.hasOwn(project, word) || Object.hasOwn(results, word),
  );
  if (!isWanted) return { project: [], results: [] };
  const load = (commands: typeof project): Promise<Register[]> =>
    Promise.all(Object.values(commands).map((one) => one()));
  return { project: await load(project), results: await load(results) };
}
