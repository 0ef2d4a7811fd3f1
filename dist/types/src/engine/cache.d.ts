import { type DiscoveredFile } from "../project/discovery/index.ts";
import type { FileOutcome } from "./audit-file.ts";
import { type CacheEntry } from "./cache-entry.ts";
/** Results of earlier runs on the files of one audited root. */
export interface ResultCache {
    /** What auditing the file would give; undefined where that is not known. */
    find(file: DiscoveredFile): FileOutcome | undefined;
    /** Takes up what this run found out. */
    add(entries: readonly CacheEntry[]): void;
    /** Writes it for the next run, where something changed. A folder that cannot be written is none of the user's business. */
    save(): void;
}
interface CacheRequest {
    readonly root: string;
    readonly files: readonly DiscoveredFile[];
    readonly maxFileSize: number;
    /** A module of the built tool: its folder holds everything that findings depend on. */
    readonly workerUrl: URL;
    /** What else findings depend on. */
    readonly circumstances: readonly string[];
}
/** Opens the cache of a root; undefined where it would not pay, or the tool does not run as it was built. */
export declare function openCache(folder: string, request: CacheRequest): ResultCache | undefined;
export {};
