import { type SyntaxTree } from "../syntax/index.ts";
import type { AttributeTrees } from "./attribute-tree.ts";
/**
 * What scopes need to know of attributes that are defined in several pieces. Nix merges the pieces of
 * `a = rec { … }; a.b = …; a = { … };` into the first, and the first decides whether the whole is recursive.
 */
export interface MergedSets {
    /** False for a `rec` set that was merged into an earlier set without `rec`. */
    isRecursive(set: number): boolean;
    /** The attribute rows that other pieces add to a recursive set. */
    addedAttributes(set: number): readonly number[];
    /** The recursive sets whose names the subtree at this row sees, because it was merged into them; outer ones first. */
    readonly mergedInto: ReadonlyMap<number, readonly number[]>;
    /** Whether a `rec` set takes part in a merge at all. */
    isMerged(set: number): boolean;
}
/** Finds the merges that touch a `rec` set. Files without `rec` cost nothing. */
export declare function findMergedSets(tree: SyntaxTree, trees: () => AttributeTrees): MergedSets;
