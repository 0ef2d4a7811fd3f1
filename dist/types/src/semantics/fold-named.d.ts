import type { FoldLimits } from "./fold-limits.ts";
import { type Folded } from "./fold-value.ts";
/** What goes by a name, as of `Semantics.originOf`: a function that can be folded, or an unknown with that name. */
export declare function foldNamed(origin: string, limits: FoldLimits, reason: string): Folded;
