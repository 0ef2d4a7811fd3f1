import { type PatternLayer } from "./pattern-layer.ts";
/** The patterns of the `.gitignore` in a folder; undefined without one that can be read. */
export declare function readGitignore(folder: string): PatternLayer | undefined;
/** What holds in a folder before its own `.gitignore`. */
export interface LayersAbove {
    /** Outermost first. A folder on the way that they ignore is reopened. */
    readonly layers: readonly PatternLayer[];
    /** Whether they ignore the folder, or one on the way to it. */
    readonly isIgnored: boolean;
}
/** Reads the patterns of the repository, and of the folders from its top (outside of git: from `root`) to above. */
export declare function readLayersAbove(folder: string, root: string): LayersAbove;
/** Whether a file is ignored, by itself or with a folder that it is in. */
export declare function isGitignored(file: string, root: string): boolean;
