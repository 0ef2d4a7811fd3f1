import type { Diagnostic, SuppressedDiagnostic } from "../diagnostic/index.ts";
import type { FileOutcome } from "./audit-file.ts";
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
export declare function createEntry(outcome: FileOutcome): CacheEntry | undefined;
/** Reads an entry; throws on what is none. */
export declare function parseEntry(line: string): CachedOutcome;
/** The outcome again, for a file that is as it was. */
export declare function restoreOutcome(cached: CachedOutcome, bytes: Uint8Array): FileOutcome;
