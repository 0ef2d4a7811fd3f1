import { type ConfigData } from "../config/index.ts";
import type { FixSafety } from "../diagnostic/index.ts";
import { type DiscoveredFile } from "../project/discovery/index.ts";
import type { Rule } from "../rule/index.ts";
import { type FileOutcome } from "./audit-file.ts";
import { type CacheEntry } from "./cache-entry.ts";
import type { RuleTimes } from "./dispatch.ts";
/** What a worker has to know, as plain data. */
export interface WorkSettings {
    readonly module: WebAssembly.Module;
    readonly config: ConfigData;
    readonly lineHashes: boolean;
    readonly timing: boolean;
    /** Give entries for the cache. */
    readonly caching: boolean;
    /** Fix what may be fixed: write it, or only say what would be written. */
    readonly fix?: {
        readonly allowed: readonly FixSafety[];
        readonly write: boolean;
    };
}
/** One fixed file. */
export interface FixedFile {
    readonly path: string;
    readonly applied: number;
    /** There where nothing was written: the text before and after, for a diff. */
    readonly change?: {
        readonly before: Uint8Array;
        readonly after: Uint8Array;
    };
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
}
/** Does the work of one thread. */
export interface WorkBench {
    process(files: readonly DiscoveredFile[]): WorkResult;
    readonly times: RuleTimes;
}
export declare function createWorkBench(settings: WorkSettings, rules: readonly Rule[]): WorkBench;
/** Whether there is more to say of a file than that it was audited. */
export declare function hasNews({ findings, suppressed, failures, skipped }: FileOutcome): boolean;
