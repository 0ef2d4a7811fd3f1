import type { Binding, Semantics } from "../semantics/index.ts";
/** A name of a `let … in`. */
export interface LetName {
    readonly binding: Binding;
    /** Row of the `let`. */
    readonly owner: number;
    /** Rows of the bindings and `inherit`s that define it; several for `a.b = 1; a.c = 2;`. */
    readonly entries: readonly number[];
    readonly isDead: boolean;
    /** Whether its own definition reads it. */
    readonly readsItself: boolean;
    /** The dead names whose definitions read it. */
    readonly readers: ReadonlySet<LetName>;
}
/**
 * Every name of every `let … in`, and whether something reads it that is not itself dead: a fixed point, so that names
 * that only feed each other are dead together. Names that begin with `_` count as read, and so do those that `isKept` tells.
 */
export declare function findLetNames(semantics: Semantics, isKept?: (binding: Binding) => boolean): readonly LetName[];
