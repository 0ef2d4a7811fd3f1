import type { Diagnostic, SuppressedDiagnostic } from "../diagnostic/index.ts";
import { createSourceText } from "../text/index.ts";
import type { FileOutcome } from "./audit-file.ts";
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
}

/** The entry of a file; undefined where the next run has to audit it again. */
export function createEntry(outcome: FileOutcome): CacheEntry | undefined {
  const { path, contentHash, findings, suppressed, failures, skipped, holdsSecret } = outcome;
  if (contentHash === undefined || failures.length > 0 || skipped) return undefined;
  // What is known to hold a secret leaves no trace on the disk: neither its message nor its fix. The next run has to
  // look again as well, to know what to hide.
  if (holdsSecret) return undefined;
  const all = [...findings, ...suppressed.map(({ diagnostic }) => diagnostic)];
  if (all.some(({ category }) => category === "secrets")) return undefined;
  const content =
    all.length === 0
      ? [path, contentHash]
      : [
          path,
          contentHash,
          findings.map(withoutExcerpt),
          suppressed.map((silenced) => ({
            ...silenced,
            diagnostic: withoutExcerpt(silenced.diagnostic),
          })),
        ];
  return { path, line: JSON.stringify(content) };
}

/** Reads an entry; throws on what is none. */
export function parseEntry(line: string): CachedOutcome {
  const [path, contentHash, findings = [], suppressed = []] = JSON.parse(line) as [
    string,
    string,
    Diagnostic[]?,
    SuppressedDiagnostic[]?,
  ];
  if (typeof path !== "string" || typeof contentHash !== "string") throw new Error("no entry");
  return { path, contentHash, findings, suppressed };
}

/** The outcome again, for a file that is as it was. */
export function restoreOutcome(cached: CachedOutcome, bytes: Uint8Array): FileOutcome {
  const { path, findings, suppressed } = cached;
  const outcome = { path, bytes: bytes.length, findings, suppressed, failures: [] };
  if (findings.length + suppressed.length === 0) return outcome;
  const source = createSourceText(bytes);
  const withExcerpt = (found: Diagnostic): Diagnostic => ({
    ...found,
    excerpt: excerptOf(source, found.startLine, found.endLine),
  });
  return {
    ...outcome,
    findings: findings.map(withExcerpt),
    suppressed: suppressed.map((silenced) => ({
      ...silenced,
      diagnostic: withExcerpt(silenced.diagnostic),
    })),
  };
}

/** Source lines are taken from the file again, and are not written: any of them may hold a secret. */
function withoutExcerpt(found: Diagnostic): Diagnostic {
  return { ...found, excerpt: { firstLine: found.startLine, lines: [] } };
}
