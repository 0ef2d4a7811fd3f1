import { availableParallelism } from "node:os";
import type { Config } from "../config/index.ts";
import {
  withFindings,
  type AuditFailure,
  type AuditResult,
  type Diagnostic,
  type FixSafety,
} from "../diagnostic/index.ts";
import type { DiscoveredFile, Discovery } from "../project/discovery/index.ts";
import type { Rule } from "../rule/index.ts";
import { createParser, loadParserModule } from "../syntax/index.ts";
import { createFileAuditor, type FileOutcome } from "./audit-file.ts";
import { openCache, type ResultCache } from "./cache.ts";
import type { RuleTimes } from "./dispatch.ts";
import { problemFindings } from "./discovery-findings.ts";
import { processInWorkers, type PoolOutcome } from "./pool.ts";
import {
  createWorkBench,
  hasNews,
  type FixedFile,
  type WorkResult,
  type WorkSettings,
} from "./work.ts";

/** Below this many files a worker costs more time to start than it saves. */
const FILES_WORTH_A_WORKER = 150;

/** More threads than this gain nothing: reading becomes the limit. */
const MOST_JOBS = 16;

export interface AuditRequest {
  readonly discovery: Discovery;
  readonly config: Config;
  readonly rules: readonly Rule[];
  /** How many threads may be used; as many as there are cores when left out. 1 stays in this thread. */
  readonly jobs?: number;
  /** The module that a worker thread loads; it has to call `serveAsWorker` with the same rules. */
  readonly workerUrl: URL;
  /** Where to keep results for the next run, and take those of the last one from. Ignored when fixing or timing. */
  readonly cacheFolder?: string;
  /** Fill in GitHub's line hashes. */
  readonly lineHashes: boolean;
  /** Measure each rule. */
  readonly timing: boolean;
  /** Fix first, then audit what is left. Without `write` nothing is written. */
  readonly fix?: { readonly allowed: readonly FixSafety[]; readonly write: boolean };
  readonly onProgress?: (filesDone: number, filesTotal: number) => void;
}

export interface AuditReport {
  readonly result: AuditResult;
  readonly fixed: readonly FixedFile[];
  /** Milliseconds a rule, where it was asked for. */
  readonly times: RuleTimes;
}

/** Audits all files. The result is the same whatever the number of jobs. */
export async function audit(request: AuditRequest): Promise<AuditReport> {
  const { discovery, config, rules } = request;
  const times: RuleTimes = new Map();
  const cache = openCacheFor(request);
  const total = discovery.files.length;
  const known: FileOutcome[] = [];
  const unknown: DiscoveredFile[] = [];
  for (const file of discovery.files) {
    const outcome = cache?.find(file);
    if (outcome) known.push(outcome);
    else unknown.push(file);
    request.onProgress?.(known.length, total);
  }
  const { results, failures } = await processFiles(unknown, request, {
    caching: cache !== undefined,
    times,
    onProgress: (done) => request.onProgress?.(known.length + done, total),
  });
  for (const { entries } of results) cache?.add(entries);
  cache?.save();
  const problems = problemFindings(discovery.problems, rules, config);
  const result = combine([toResult(known), ...results], failures, problems, discovery);
  return { result, fixed: results.flatMap(({ fixed }) => fixed).toSorted(byPath), times };
}

async function processFiles(
  files: readonly DiscoveredFile[],
  request: AuditRequest,
  run: {
    readonly caching: boolean;
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
    ...(request.fix ? { fix: request.fix } : {}),
  };
  const cores = Math.min(request.jobs ?? availableParallelism(), MOST_JOBS);
  const jobs = Math.min(cores, Math.ceil(files.length / FILES_WORTH_A_WORKER));
  if (jobs === 1)
    return { results: processHere(files, settings, request.rules, run), failures: [] };
  return processInWorkers(files, settings, { jobs, workerUrl: request.workerUrl, ...run });
}

function openCacheFor(request: AuditRequest): ResultCache | undefined {
  const { cacheFolder, config, discovery, workerUrl, lineHashes, fix, timing } = request;
  if (cacheFolder === undefined || fix || timing) return undefined;
  const { fingerprint, maxFileSize } = config;
  return openCache(cacheFolder, {
    root: config.data.auditRoot,
    files: discovery.files,
    maxFileSize,
    workerUrl,
    circumstances: [fingerprint, String(lineHashes)],
  });
}

function toResult(outcomes: readonly FileOutcome[]): WorkResult {
  return {
    files: outcomes.length,
    bytes: outcomes.reduce((sum, { bytes }) => sum + bytes, 0),
    outcomes: outcomes.filter(hasNews),
    fixed: [],
    entries: [],
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
  files: readonly DiscoveredFile[],
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

function combine(
  results: readonly WorkResult[],
  workerFailures: readonly AuditFailure[],
  problems: readonly Diagnostic[],
  discovery: Pick<Discovery, "skipped">,
): AuditResult {
  const outcomes = results.flatMap((result) => result.outcomes).toSorted(byPath);
  const findings = [...outcomes.flatMap((outcome) => outcome.findings), ...problems].toSorted(
    byPath,
  );
  const suppressed = outcomes.flatMap((outcome) => outcome.suppressed);
  const skipped = [
    ...discovery.skipped,
    ...outcomes.flatMap((outcome) => outcome.skipped ?? []),
  ].toSorted(byPath);
  const failures = [...outcomes.flatMap((outcome) => outcome.failures), ...workerFailures];
  return withFindings(
    {
      skipped,
      failures,
      summary: {
        files: results.reduce((sum, { files }) => sum + files, 0),
        bytes: results.reduce((sum, { bytes }) => sum + bytes, 0),
        findings: { error: 0, warning: 0, info: 0 },
        suppressed: 0,
        skipped: skipped.length,
        fixable: { safe: 0, unsafe: 0 },
      },
    },
    findings,
    suppressed,
  );
}

/** Code-unit order, so that it is the same on every machine; the sort is stable within a file. */
function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
