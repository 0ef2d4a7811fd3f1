import type { FoldLimits } from "./fold-limits.ts";
import { type Folded } from "./fold-value.ts";
/** Whether two values are equal as Nix's `==` has it. */
export declare function foldEquality(left: Folded, right: Folded, limits: FoldLimits): Folded;
/** Whether the first comes before the second as Nix's `<` has it. */
export declare function foldLess(left: Folded, right: Folded): Folded;
/** Orders by UTF-8 bytes, as Nix does. */
export declare function compareStrings(one: string, other: string): number;
