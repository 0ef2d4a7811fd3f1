import { type Ignore } from "ignore";
/** The gitignore patterns that hold for one folder and everything below it. */
export interface PatternLayer {
    /** The folder, with its slash. */
    readonly base: string;
    readonly matcher: Ignore;
}
/** What layers say of a path: the innermost one that matches it decides. */
export type Verdict = "ignored" | "unignored" | "undecided";
/** Wraps patterns that are relative to a folder. */
export declare function createLayer(folder: string, patterns: readonly string[] | string): PatternLayer;
/** Judges an absolute path; a folder ends in a slash. Layers go from the outermost to the innermost. */
export declare function judge(layers: readonly PatternLayer[], path: string): Verdict;
/** Judges an absolute path by one layer; a folder ends in a slash. A path outside of its folder is undecided. */
export declare function judgeByLayer({ base, matcher }: PatternLayer, path: string): Verdict;
/**
 * The layers for the content of a folder that is entered although one of them ignores it. That layer's patterns
 * still hold in the folder, but no longer for everything in it at once. The folder ends in a slash.
 */
export declare function reopen(layers: readonly PatternLayer[], folder: string): readonly PatternLayer[];
