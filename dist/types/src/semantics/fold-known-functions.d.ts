import type { FoldLimits } from "./fold-limits.ts";
import { type Folded } from "./fold-value.ts";
/** A function of Nix or nixpkgs that is worked out here. */
export interface FoldedFunction {
    readonly arity: number;
    readonly fold: (given: readonly Folded[], limits: FoldLimits) => Folded;
}
/** The functions of `builtins` that can be folded. `lib` has them too. */
export declare const foldedBuiltins: ReadonlyMap<string, FoldedFunction>;
/** The functions of `lib` alone that can be folded. */
export declare const foldedLibFunctions: ReadonlyMap<string, FoldedFunction>;
