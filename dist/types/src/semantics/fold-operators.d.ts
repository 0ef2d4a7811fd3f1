import type { FoldLimits } from "./fold-limits.ts";
import { type Folded } from "./fold-value.ts";
/** What an operator makes of two values. The right one is looked at only where Nix does. */
export declare function foldOperator(operator: string, left: Folded, right: Folded, limits: FoldLimits): Folded;
/** The opposite of a boolean. */
export declare function foldNot(folded: Folded): Folded;
