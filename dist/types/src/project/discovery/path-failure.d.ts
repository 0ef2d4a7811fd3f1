import type { PathProblemKind } from "./discovery.ts";
/** Why the system refused a path. */
export interface PathFailure {
    readonly kind: PathProblemKind;
    readonly detail: string;
}
/** What an error of `node:fs` means for the path that it was about. */
export declare function explainFailure(error: unknown): PathFailure;
