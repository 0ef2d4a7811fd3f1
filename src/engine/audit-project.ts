import type { AuditFailure, Diagnostic, SuppressedDiagnostic } from "../diagnostic/index.ts";
import { createProject, type Project, type TreeReader } from "../project/index.ts";
import { describeFailure } from "./dispatch.ts";
import type { FileEvidence } from "./file-evidence.ts";
import { runProjectRules, type ProjectDraft, type ProjectRun } from "./project-dispatch.ts";
import { judgeProjectDrafts, locateProjectDrafts, type JudgedDrafts } from "./project-findings.ts";

/** The files of a project, and how to look at them. */
export interface LoadedProject {
  /** Absolute path of the audited root. */
  readonly root: string;
  readonly evidence: readonly FileEvidence[];
  /** Paths of all other files. */
  readonly others: readonly string[];
  readonly isWhole: boolean;
  readonly reader: TreeReader;
  /** Whether findings in a file are asked for. */
  readonly covers: (path: string) => boolean;
}

/** What project rules say. */
export interface ProjectOutcome {
  readonly project: Project;
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly failures: readonly AuditFailure[];
}

type RunSettings = Omit<ProjectRun, "hasSyntaxError">;

/** Puts the project together, runs the project rules on it, and locates what they say. */
export function auditProject(
  loaded: LoadedProject,
  settings: RunSettings & { readonly lineHashes: boolean },
): ProjectOutcome {
  const drafted = draftProject(loaded, settings);
  const { project, evidence, judged, failures } = drafted;
  const located = locateProjectDrafts(
    judged,
    { ...loaded, project, evidence },
    settings.lineHashes,
  );
  return { project, ...located, failures };
}

/** What project rules say before it is located, for the fixer. */
export function draftProject(
  loaded: LoadedProject,
  settings: RunSettings,
): {
  readonly project: Project;
  readonly evidence: ReadonlyMap<string, FileEvidence>;
  readonly drafts: readonly ProjectDraft[];
  readonly judged: JudgedDrafts;
  readonly failures: readonly AuditFailure[];
} {
  const evidence = new Map(loaded.evidence.map((known) => [known.summary.path, known]));
  const project = createProject({
    ...loaded,
    summaries: loaded.evidence.map(({ summary }) => summary),
  });
  const { drafts, failures } = runProjectRules(project, {
    ...settings,
    hasSyntaxError: (path) => evidence.get(path)?.hasSyntaxError ?? false,
  });
  const judged = judgeProjectDrafts(drafts, { project, evidence, covers: loaded.covers });
  return { project, evidence, drafts, judged, failures };
}

/** Findings with the hosts that each reaches, where the finding does not name its own. */
export function withHosts(
  project: Project,
  findings: readonly Diagnostic[],
): { readonly findings: readonly Diagnostic[]; readonly failures: readonly AuditFailure[] } {
  try {
    return {
      findings: findings.map((found) => {
        if (found.hosts.length > 0) return found;
        const hosts = project.hostsOf(found.path);
        return hosts.length === 0 ? found : { ...found, hosts };
      }),
      failures: [],
    };
  } catch (error) {
    return { findings, failures: [describeFailure(undefined, "", error)] };
  }
}
