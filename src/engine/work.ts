import { createConfig, type ConfigData } from "../config/index.ts";
import type { FixSafety } from "../diagnostic/index.ts";
import { readSourceFile, type DiscoveredFile } from "../project/discovery/index.ts";
import type { Rule } from "../rule/index.ts";
import { createParser } from "../syntax/index.ts";
import { createFileAuditor, type FileOutcome } from "./audit-file.ts";
import { createEntry, createSummaryEntry, type CacheEntry } from "./cache-entry.ts";
import type { FileEvidence } from "./file-evidence.ts";
import { fixFile } from "./fix-file.ts";
import type { RuleTimes } from "./dispatch.ts";
import { writeFileAtomically } from "./write-file.ts";

/** What a worker has to know, as plain data. */
export interface WorkSettings {
  readonly module: WebAssembly.Module;
  readonly config: ConfigData;
  readonly lineHashes: boolean;
  readonly timing: boolean;
  /** Give entries for the cache. */
  readonly caching: boolean;
  /** Give what project rules need of each file. */
  readonly evidence: boolean;
  /** Fix what may be fixed: write it, or only say what would be written. */
  readonly fix?: { readonly allowed: readonly FixSafety[]; readonly write: boolean };
}

/** A file to work on. */
export interface WorkFile extends DiscoveredFile {
  /** It belongs to the project, but is not to be audited. */
  readonly isSummarizedOnly?: true;
}

/** One fixed file. */
export interface FixedFile {
  readonly path: string;
  readonly applied: number;
  /** There where nothing was written: the text before and after, for a diff. */
  readonly change?: { readonly before: Uint8Array; readonly after: Uint8Array };
  /** Why the file could not be written. */
  readonly problem?: string;
}

/** What one batch of files gave. Files with nothing to say are only counted. */
export interface WorkResult {
  readonly files: number;
  readonly bytes: number;
  readonly outcomes: readonly FileOutcome[];
  readonly fixed: readonly FixedFile[];
  readonly entries: readonly CacheEntry[];
  readonly evidence: readonly FileEvidence[];
}

/** Does the work of one thread. */
export interface WorkBench {
  process(files: readonly WorkFile[]): WorkResult;
  readonly times: RuleTimes;
}

export function createWorkBench(settings: WorkSettings, rules: readonly Rule[]): WorkBench {
  const parser = createParser(settings.module, { transient: true });
  const times: RuleTimes = new Map();
  const config = createConfig(settings.config, rules);
  const { lineHashes } = settings;
  const auditor = createFileAuditor({
    parser,
    rules,
    config,
    lineHashes,
    contentHashes: settings.caching,
    evidence: settings.evidence,
    ...(settings.timing ? { times } : {}),
  });
  const allowed = new Set(settings.fix?.allowed);

  function fix(file: DiscoveredFile): {
    readonly fixed?: FixedFile;
    readonly outcome?: FileOutcome;
  } {
    if (!settings.fix) return {};
    const read = readSourceFile(file.absolutePath, config.maxFileSize);
    if (read.kind !== "text" || !read.validUtf8) return {};
    const { path } = file;
    const { after, applied, failures } = fixFile(
      auditor,
      parser,
      { path, bytes: read.bytes },
      allowed,
    );
    if (applied === 0 && failures.length === 0) return {};
    const problem =
      settings.fix.write && applied > 0 ? writeProblem(file.absolutePath, after) : undefined;
    const audited = auditor.auditBytes(path, problem === undefined ? after : read.bytes);
    return {
      fixed: {
        path,
        applied: problem === undefined ? applied : 0,
        ...(settings.fix.write ? {} : { change: { before: read.bytes, after } }),
        ...(problem === undefined ? {} : { problem }),
      },
      outcome: { ...audited, failures: [...failures, ...audited.failures] },
    };
  }

  return {
    times,
    process(files) {
      const outcomes: FileOutcome[] = [];
      const fixed: FixedFile[] = [];
      const entries: CacheEntry[] = [];
      const evidence: FileEvidence[] = [];
      let count = 0;
      let bytes = 0;
      for (const file of files) {
        if (file.isSummarizedOnly) {
          const summarized = auditor.summarizeFile(file);
          if (summarized.evidence) evidence.push(summarized.evidence);
          if (hasNews(summarized)) outcomes.push(summarized);
          const entry = settings.caching ? createSummaryEntry(summarized) : undefined;
          if (entry) entries.push(entry);
          continue;
        }
        const mended = fix(file);
        if (mended.fixed) fixed.push(mended.fixed);
        const outcome = mended.outcome ?? auditor.auditFile(file);
        if (!outcome.skipped) count += 1;
        bytes += outcome.bytes;
        if (hasNews(outcome)) outcomes.push(withoutEvidence(outcome));
        if (outcome.evidence) evidence.push(outcome.evidence);
        const entry = settings.caching ? createEntry(outcome) : undefined;
        if (entry) entries.push(entry);
      }
      return { files: count, bytes, outcomes, fixed, entries, evidence };
    },
  };
}

/** The outcome by itself: what project rules need is handed on once, apart from it. */
export function withoutEvidence(outcome: FileOutcome): FileOutcome {
  const { evidence, ...rest } = outcome;
  return evidence ? rest : outcome;
}

/** Whether there is more to say of a file than that it was audited. */
export function hasNews({ findings, suppressed, failures, skipped }: FileOutcome): boolean {
  return findings.length + suppressed.length + failures.length > 0 || skipped !== undefined;
}

/** Writes a file; why not, where that fails. */
export function writeProblem(path: string, bytes: Uint8Array): string | undefined {
  const written = writeFileAtomically(path, bytes);
  return written.ok ? undefined : written.problem;
}
