import { availableParallelism } from "node:os";
import type { AuditResult } from "../diagnostic/index.ts";
import type { Project } from "../project/index.ts";
import type { Rule } from "../rule/index.ts";
import { createParser, loadParserModule } from "../syntax/index.ts";
import { createFileAuditor, type FileOutcome } from "./audit-file.ts";
import { openCache, type ResultCache } from "./cache.ts";
import type { RuleTimes } from "./dispatch.ts";
import type { FileEvidence } from "./file-evidence.ts";
import { problemFindings } from "./discovery-findings.ts";
import { processInWorkers, type PoolOutcome } from "./pool.ts";
import { auditRest } from "./project-stage.ts";
import type { AuditRequest } from "./audit-request.ts";
import { byPath, combine } from "./combine.ts";
import { enabledProjectRules } from "./project-dispatch.ts";
import {
  createWorkBench,
  hasNews,
  withoutEvidence,
  type FixedFile,
  type WorkFile,
  type WorkResult,
  type WorkSettings,
} from "./work.ts";

/** Below this many files a worker costs more time to start than it saves. */
const FILES_WORTH_A_WORKER = 150;

/** More threads than this gain nothing: reading becomes the limit. */
const MOST_JOBS = 16;

export interface AuditReport {
  readonly result: AuditResult;
  readonly fixed: readonly FixedFile[];
  /** Milliseconds a rule, where it was asked for. */
  readonly times: RuleTimes;
  /** There where project rules ran. */
  readonly project?: Project;
}

/** Audits all files. The result is the same whatever the number of jobs. */
export async function audit(request: AuditRequest): Promise<AuditReport> {
  const { discovery, config, rules } = request;
  const times: RuleTimes = new Map();
  const { results, failures, evidence } = await readFiles(request, times);
  const problems = problemFindings(discovery.problems, rules, config);
  if (!evidence || !request.project) {
    const result = combine(results, failures, problems, discovery);
    return { result, fixed: results.flatMap(({ fixed }) => fixed).toSorted(byPath), times };
  }
  const project = { ...request, project: request.project };
  const judged = auditRest(project, { results }, evidence, times);
  const result = combine(
    judged.results,
    [...failures, ...judged.failures],
    [...problems, ...judged.findings],
    discovery,
    judged,
  );
  return { result, fixed: judged.fixed.toSorted(byPath), times, project: judged.project };
}

interface ReadOutcome extends PoolOutcome {
  /** There where project rules run, or it was asked for. */
  readonly evidence?: readonly FileEvidence[];
}

/** Reads, and audits, what has to be: from the cache, in this thread or in workers. */
export async function readFiles(
  request: AuditRequest,
  times: RuleTimes,
  wantsEvidence = false,
): Promise<ReadOutcome> {
  const files = filesToRead(request, wantsEvidence);
  const cache = openCacheFor(request, files);
  const total = files.all.length;
  const known: FileOutcome[] = [];
  const unknown: WorkFile[] = [];
  for (const file of files.all) {
    const outcome = cache?.find(file);
    if (outcome) known.push(outcome);
    else unknown.push(file);
    request.onProgress?.(known.length, total);
  }
  const { results, failures } = await processFiles(unknown, request, {
    caching: cache !== undefined,
    givesEvidence: files.givesEvidence,
    times,
    onProgress: (done) => request.onProgress?.(known.length + done, total),
  });
  for (const { entries } of results) cache?.add(entries);
  cache?.save();
  const evidence = [
    ...known.flatMap((found) => found.evidence ?? []),
    ...results.flatMap((found) => found.evidence),
  ];
  return {
    results: [toResult(known.map(withoutEvidence), files.audited), ...results],
    failures,
    ...(files.givesEvidence ? { evidence } : {}),
  };
}

interface FilesToRead {
  readonly all: readonly WorkFile[];
  readonly audited: ReadonlySet<string>;
  readonly givesEvidence: boolean;
}

/** The files to audit, and where project rules run, those that are only summed up for them. */
function filesToRead(
  { discovery, project, rules, config }: AuditRequest,
  wantsEvidence: boolean,
): FilesToRead {
  const audited = new Set(discovery.files.map(({ path }) => path));
  const paths = project ? [...project.files.map(({ path }) => path), ...project.others] : [];
  const isWanted = wantsEvidence || enabledProjectRules(rules, config, paths).length > 0;
  if (!project || !isWanted) return { all: discovery.files, audited, givesEvidence: false };
  const all = project.files.map((file): WorkFile =>
    audited.has(file.path) ? file : { ...file, isSummarizedOnly: true },
  );
  return { all, audited, givesEvidence: true };
}

async function processFiles(
  files: readonly WorkFile[],
  request: AuditRequest,
  run: {
    readonly caching: boolean;
    readonly givesEvidence: boolean;
    readonly times: RuleTimes;
    readonly onProgress: (done: number) => void;
  },
): Promise<PoolOutcome> {
  if (files.length === 0) return { results: [], failures: [] };
  const settings: WorkSettings = {
    module: loadParserModule(),
    config: request.config.data,
    lineHashes: request.lineHashes,
    timing: request.timing,
    caching: run.caching,
    evidence: run.givesEvidence,
    ...(request.fix ? { fix: request.fix } : {}),
  };
  const cores = Math.min(request.jobs ?? availableParallelism(), MOST_JOBS);
  const jobs = Math.min(cores, Math.ceil(files.length / FILES_WORTH_A_WORKER));
  if (jobs === 1)
    return { results: processHere(files, settings, request.rules, run), failures: [] };
  return processInWorkers(files, settings, { jobs, workerUrl: request.workerUrl, ...run });
}

function openCacheFor(request: AuditRequest, files: FilesToRead): ResultCache | undefined {
  const { cacheFolder, config, workerUrl, lineHashes, fix, timing } = request;
  if (cacheFolder === undefined || fix || timing) return undefined;
  const { fingerprint, maxFileSize } = config;
  return openCache(cacheFolder, {
    root: config.data.auditRoot,
    files: files.all,
    maxFileSize,
    workerUrl,
    circumstances: [fingerprint, String(lineHashes), String(files.givesEvidence)],
  });
}

function toResult(known: readonly FileOutcome[], audited?: ReadonlySet<string>): WorkResult {
  const outcomes = audited ? known.filter(({ path }) => audited.has(path)) : known;
  return {
    files: outcomes.length,
    bytes: outcomes.reduce((sum, { bytes }) => sum + bytes, 0),
    outcomes: outcomes.filter(hasNews),
    fixed: [],
    entries: [],
    evidence: [],
  };
}

/** Audits text that is in no file, under the given name. Reads and writes nothing. */
export function auditText(
  request: Pick<AuditRequest, "config" | "rules" | "lineHashes">,
  path: string,
  bytes: Uint8Array,
): AuditResult {
  const { maxFileSize } = request.config;
  if (bytes.length > maxFileSize) {
    const detail = `over the limit of ${maxFileSize} bytes`;
    return combine([], [], [], { skipped: [{ path, reason: "too-large", detail }] });
  }
  const parser = createParser(loadParserModule(), { transient: true });
  const auditor = createFileAuditor({ parser, ...request });
  return combine([toResult([auditor.auditBytes(path, bytes)])], [], [], { skipped: [] });
}

function processHere(
  files: readonly WorkFile[],
  settings: WorkSettings,
  rules: readonly Rule[],
  { times, onProgress }: { times: RuleTimes; onProgress: (done: number) => void },
): WorkResult[] {
  const bench = createWorkBench(settings, rules);
  const results: WorkResult[] = [];
  for (let start = 0; start < files.length; start += 32) {
    results.push(bench.process(files.slice(start, start + 32)));
    onProgress(Math.min(start + 32, files.length));
  }
  for (const [id, time] of bench.times) times.set(id, time);
  return results;
}
