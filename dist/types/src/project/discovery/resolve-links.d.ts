import type { SkippedFile } from "../../diagnostic/index.ts";
import type { DiscoveredFile, PathProblem } from "./discovery.ts";
import { type FoundPath } from "./walk-folder.ts";
/** A symbolic link, or a path through one. */
export interface FoundLink extends FoundPath {
    /** Whether the user named it: then it counts whatever its extension. */
    readonly isNamed: boolean;
}
/** What links lead to. */
export interface ResolvedLinks {
    readonly files: readonly DiscoveredFile[];
    readonly problems: readonly PathProblem[];
    readonly skipped: readonly SkippedFile[];
}
/**
 * Follows links to files. A file that is in `known` (by real path), or that an earlier link leads to, is not given
 * again. A link that leads out of all the `boundaries`, which are real paths, is skipped.
 */
export declare function resolveLinks(links: readonly FoundLink[], boundaries: readonly string[], known: ReadonlyMap<string, DiscoveredFile>): ResolvedLinks;
