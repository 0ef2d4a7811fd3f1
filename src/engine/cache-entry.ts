import type { Diagnostic, SuppressedDiagnostic } from "../diagnostic/index.ts";
import { createSourceText } from "../text/index.ts";
import type { FileOutcome } from "./audit-file.ts";
import type { FileEvidence } from "./file-evidence.ts";
import { excerptOf } from "./locate.ts";

/** What the cache holds of one file: a line of JSON. */
export interface CacheEntry {
  readonly path: string;
  readonly line: string;
}

/** A parsed entry. */
export interface CachedOutcome {
  readonly path: string;
  readonly contentHash: string;
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly evidence?: FileEvidence;
  /** Whether it was only summed up, so that nothing is known of its findings. */
  readonly isSummaryOnly: boolean;
}

/** An entry as it stands in its line; findings are left out where there are none, 0 for a file that was not audited. */
type EntryContent = readonly [
  path: string,
  contentHash: string,
  evidence?: FileEvidence | 0,
  findings?: readonly Diagnostic[] | 0,
  suppressed?: readonly SuppressedDiagnostic[],
];

/** The entry of a file; undefined where the next run has to audit it again. */
export function createEntry(outcome: FileOutcome): CacheEntry | undefined {
  const { path, contentHash, findings, suppressed, failures, skipped, holdsSecret } = outcome;
  if (contentHash === undefined || failures.length > 0 || skipped) return undefined;
  // What is known to hold a secret leaves no trace on the disk: neither its message nor its fix. The next run has to
  // look again as well, to know what to hide.
  if (holdsSecret) return undefined;
  const all = [...findings, ...suppressed.map(({ diagnostic }) => diagnostic)];
  if (all.some(({ category }) => category === "secrets")) return undefined;
  const { evidence } = outcome;
  const content: EntryContent =
    all.length === 0
      ? [path, contentHash, evidence ? shortened(evidence) : 0]
      : [
          path,
          contentHash,
          evidence ? shortened(evidence) : 0,
          findings.map(withoutExcerpt),
          suppressed.map((silenced) => ({
            ...silenced,
            diagnostic: withoutExcerpt(silenced.diagnostic),
          })),
        ];
  return { path, line: JSON.stringify(content) };
}

/** The entry of a file that was only summed up. */
export function createSummaryEntry({
  path,
  contentHash,
  evidence,
}: FileOutcome): CacheEntry | undefined {
  if (contentHash === undefined || !evidence) return undefined;
  const content: EntryContent = [path, contentHash, shortened(evidence), 0];
  return { path, line: JSON.stringify(content) };
}

/** Reads an entry; throws on what is none. */
export function parseEntry(line: string): CachedOutcome {
  const content = JSON.parse(line) as EntryContent;
  const [path, contentHash, evidence = 0, findings = [], suppressed = []] = content;
  if (typeof path !== "string" || typeof contentHash !== "string") throw new Error("no entry");
  return {
    path,
    contentHash,
    findings: findings === 0 ? [] : findings,
    suppressed,
    ...(evidence === 0 ? {} : { evidence }),
    isSummaryOnly: findings === 0,
  };
}

/** The outcome again, for a file that is as it was. */
export function restoreOutcome(cached: CachedOutcome, bytes: Uint8Array): FileOutcome {
  const { path, findings, suppressed, evidence } = cached;
  const outcome = {
    path,
    bytes: bytes.length,
    findings,
    suppressed,
    failures: [],
    ...(evidence ? { evidence } : {}),
  };
  const pending = evidence?.pending ?? [];
  if (findings.length + suppressed.length + pending.length === 0) return outcome;
  const source = createSourceText(bytes);
  const withExcerpt = (found: Diagnostic): Diagnostic => ({
    ...found,
    excerpt: excerptOf(source, found.startLine, found.endLine),
  });
  return {
    ...outcome,
    ...(evidence && pending.length > 0
      ? {
          evidence: {
            ...evidence,
            pending: pending.map((finding) => ({
              ...finding,
              diagnostic: withExcerpt(finding.diagnostic),
            })),
          },
        }
      : {}),
    findings: findings.map(withExcerpt),
    suppressed: suppressed.map((silenced) => ({
      ...silenced,
      diagnostic: withExcerpt(silenced.diagnostic),
    })),
  };
}

function shortened(evidence: FileEvidence): FileEvidence {
  if (!evidence.pending) return evidence;
  const pending = evidence.pending.map((finding) => ({
    ...finding,
    diagnostic: withoutExcerpt(finding.diagnostic),
  }));
  return { ...evidence, pending };
}

/** Source lines are taken from the file again, and are not written: any of them may hold a secret. */
function withoutExcerpt(found: Diagnostic): Diagnostic {
  return { ...found, excerpt: { firstLine: found.startLine, lines: [] } };
}
