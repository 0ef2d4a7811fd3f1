import type { PathProblem } from "./discovery.ts";
import { type PatternLayer } from "./pattern-layer.ts";
/** A folder on the way. */
export interface Folder {
    readonly absolutePath: string;
    /** Relative to the root; "" for the root. */
    readonly path: string;
    /** The gitignore patterns that hold in it, without its own. */
    readonly layers: readonly PatternLayer[];
}
/** Something found in a folder. */
export interface FoundPath {
    readonly absolutePath: string;
    readonly path: string;
}
/** What the walk hands over as it goes. */
export interface WalkSink {
    readonly addFile: (file: FoundPath) => void;
    /** A symbolic link of any name, to whatever. */
    readonly addLink: (link: FoundPath) => void;
    readonly addProblem: (problem: PathProblem) => void;
}
/** How to walk. */
export interface WalkOptions {
    /** Patterns that no gitignore can undo. */
    readonly exclusion: PatternLayer;
    readonly respectGitignore: boolean;
}
/** Whether a path, given by its names, leads through a folder whose content is never audited. */
export declare function isNeverEntered(path: string): boolean;
/** Hands over the Nix files and the links in a folder and below it, in no order. Follows no link. */
export declare function walkFolder(start: Folder, options: WalkOptions, sink: WalkSink): void;
