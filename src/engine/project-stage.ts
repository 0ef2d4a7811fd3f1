import { join } from "node:path";
import type { AuditFailure, Diagnostic, SuppressedDiagnostic } from "../diagnostic/index.ts";
import type { ProjectDiscovery } from "../project/discovery/index.ts";
import { createDiskReader, type Project, type TreeReader } from "../project/index.ts";
import { createParser, loadParserModule } from "../syntax/index.ts";
import type { AuditRequest } from "./audit-request.ts";
import { createFileAuditor, type FileOutcome } from "./audit-file.ts";
import { auditProject, withHosts, type LoadedProject } from "./audit-project.ts";
import type { RuleTimes } from "./dispatch.ts";
import type { FileEvidence } from "./file-evidence.ts";
import type { ProjectRun } from "./project-dispatch.ts";
import { fixProject } from "./project-fixes.ts";
import { withoutEvidence, writeProblem, type FixedFile, type WorkResult } from "./work.ts";

/** What comes of the project rules, and of what they change in the files' own results. */
export interface ProjectStage {
  readonly project: Project;
  readonly results: readonly WorkResult[];
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly failures: readonly AuditFailure[];
  readonly fixed: readonly FixedFile[];
  readonly withHosts: (findings: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** Runs the project rules after the files were audited; fixes what they offer where that was asked for. */
export function auditRest(
  request: AuditRequest & { readonly project: ProjectDiscovery },
  files: { readonly results: readonly WorkResult[] },
  evidence: readonly FileEvidence[],
  times: RuleTimes,
): ProjectStage {
  const { config, project: discovery, rules, now, lineHashes } = request;
  const { auditRoot } = config.data;
  const fixed = files.results.flatMap((result) => result.fixed);
  // What is fixed but not written is to be taken for what is on the disk.
  const unwritten = new Map(
    fixed.flatMap(({ path, change }) => (change ? [[path, change.after] as const] : [])),
  );
  const loaded: LoadedProject = {
    root: auditRoot,
    evidence: evidence.toSorted((a, b) => (a.summary.path < b.summary.path ? -1 : 1)),
    others: discovery.others,
    isWhole: discovery.isWhole,
    covers: discovery.covers,
    reader: createDiskReader(auditRoot, config.maxFileSize, unwritten),
  };
  const run = { rules, config, ...(now ? { now } : {}), ...(request.timing ? { times } : {}) };
  const stage = request.fix
    ? fixFirst(loaded, { request, unwritten, run }, files.results)
    : { loaded, results: files.results, fixed, failures: [] };
  const outcome = auditProject(stage.loaded, { ...run, lineHashes });
  const hostFailures = withHosts(outcome.project, []).failures;
  return {
    ...outcome,
    results: stage.results,
    fixed: stage.fixed,
    failures: [...stage.failures, ...outcome.failures, ...hostFailures],
    withHosts: (findings) => withHosts(outcome.project, findings).findings,
  };
}

/** Applies the fixes of project rules, and audits again what they changed. */
function fixFirst(
  loaded: LoadedProject,
  {
    request,
    unwritten,
    run,
  }: {
    readonly request: AuditRequest;
    readonly unwritten: ReadonlyMap<string, Uint8Array>;
    readonly run: Omit<ProjectRun, "hasSyntaxError">;
  },
  results: readonly WorkResult[],
): {
  readonly loaded: LoadedProject;
  readonly results: readonly WorkResult[];
  readonly fixed: readonly FixedFile[];
  readonly failures: readonly AuditFailure[];
} {
  const { config, rules, lineHashes, fix } = request;
  const parser = createParser(loadParserModule(), { transient: true });
  const auditor = createFileAuditor({ parser, rules, config, lineHashes, evidence: true });
  const readerWith = (changes: ReadonlyMap<string, Uint8Array>): TreeReader =>
    createDiskReader(loaded.root, config.maxFileSize, new Map([...unwritten, ...changes]));
  const allowed = new Set(fix?.allowed);
  const mended = fixProject(loaded, { ...run, auditor, parser, allowed, readerWith });

  const fixed = new Map(results.flatMap((result) => result.fixed).map((file) => [file.path, file]));
  const contents = new Map<string, Uint8Array>();
  const outcomes = new Map<string, FileOutcome>();
  for (const [path, { after, applied }] of mended.changed) {
    const before = loaded.reader.read(path);
    const entry = loaded.reader.entryAt(path);
    if (!before || entry?.kind !== "file") continue;
    const problem = fix?.write ? writeProblem(join(loaded.root, entry.path), after) : undefined;
    fixed.set(path, mergeFixes(fixed.get(path), { path, applied, before, after, problem }, fix));
    if (problem !== undefined) continue;
    contents.set(path, after);
    if (path.endsWith(".nix")) outcomes.set(path, auditor.auditBytes(path, after));
  }
  const reader = readerWith(contents);
  const evidence = loaded.evidence.map(
    (known) => outcomes.get(known.summary.path)?.evidence ?? known,
  );
  return {
    loaded: { ...loaded, reader, evidence },
    results: replaceOutcomes(results, outcomes),
    fixed: [...fixed.values()],
    failures: mended.failures,
  };
}

function mergeFixes(
  earlier: FixedFile | undefined,
  later: {
    readonly path: string;
    readonly applied: number;
    readonly before: Uint8Array;
    readonly after: Uint8Array;
    readonly problem: string | undefined;
  },
  fix: AuditRequest["fix"],
): FixedFile {
  const { path, before, after, problem } = later;
  const applied = (earlier?.applied ?? 0) + (problem === undefined ? later.applied : 0);
  if (problem !== undefined) return { path, applied, problem };
  const first = earlier?.change?.before ?? before;
  return { path, applied, ...(fix?.write ? {} : { change: { before: first, after } }) };
}

function replaceOutcomes(
  results: readonly WorkResult[],
  outcomes: ReadonlyMap<string, FileOutcome>,
): WorkResult[] {
  const kept = results.map((result) => ({
    ...result,
    outcomes: result.outcomes.filter(({ path }) => !outcomes.has(path)),
  }));
  const replaced = [...outcomes.values()].map(withoutEvidence);
  return [
    ...kept,
    { files: 0, bytes: 0, outcomes: replaced, fixed: [], entries: [], evidence: [] },
  ];
}
