import type { FoldLimits } from "./fold-limits.ts";
import { type Folded, type SetValue, type Unknown } from "./fold-value.ts";
/** `builtins.concatLists`. */
export declare function foldConcatLists(lists: Folded, limits: FoldLimits): Folded;
/** `builtins.concatStringsSep`. */
export declare function foldJoin(separator: Folded, list: Folded, limits: FoldLimits): Folded;
/** `builtins.listToAttrs`: of several pairs with one name the first counts. */
export declare function foldNameValuePairs(list: Folded, limits: FoldLimits): Folded;
/** `toString`, of what every Nix writes alike. */
export declare function foldToString(folded: Folded, limits: FoldLimits): Folded;
/** The text that a value stands for inside a string. */
export declare function foldCoercion(folded: Folded): {
    readonly known: true;
    readonly text: string;
} | Unknown;
/** Why a set that is used as text has no value here: only one with a path or function for it can be. */
export declare function setAsText({ attributes, isComplete }: SetValue): Unknown;
