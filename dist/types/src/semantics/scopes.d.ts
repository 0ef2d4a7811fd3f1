import { type SyntaxTree } from "../syntax/index.ts";
import { type AttributeTrees } from "./attribute-tree.ts";
/** How a name came to be bound. */
export type BindingKind = 
/** `let x = …` or legacy `let { x = …; }`. */
"let"
/** An attribute of a `rec` set. */
 | "rec"
/** `{ x, … }:` */
 | "formal"
/** `x:` */
 | "argument"
/** `x@{ … }:` or `{ … }@x:` */
 | "pattern-alias";
/**
 * All names of one file, resolved, as flat arrays: binding b has the name `bindingName[b]`, reference r stands at row
 * `referenceRow[r]`. References are in source order.
 */
export interface ScopeTable {
    readonly bindingName: readonly number[];
    /** Row of the identifier (or string, or interpolation) that names it. */
    readonly bindingRow: readonly number[];
    readonly bindingKind: readonly BindingKind[];
    /** Row of the `let`, set or function that brings it. */
    readonly bindingOwner: readonly number[];
    readonly referenceCount: readonly number[];
    /** Row of the variable expression, or of the name in a plain `inherit`. */
    readonly referenceRow: readonly number[];
    readonly referenceName: readonly number[];
    /** Number of the binding, or one of {@link Unbound}. */
    readonly referenceBinding: readonly number[];
    /** Number of the innermost enclosing `with`, or -1. */
    readonly referenceWith: readonly number[];
    readonly withRow: readonly number[];
    /** Number of the `with` around each `with`, or -1. */
    readonly withOuter: readonly number[];
    /** How many names below each `with` may come from it. */
    readonly withNames: readonly number[];
    /** Rows that name further definitions of a binding: the second `a` of `let a.b = 1; a.c = 2;`. */
    readonly laterNames: ReadonlyMap<number, readonly number[]>;
    /** The text of a name; keys that are strings may have numbers of their own. */
    nameText(nameId: number): string;
    /** Whether a `rec` set is merged with other definitions of its attribute. */
    isMergedSet(row: number): boolean;
}
/** What a reference has instead of a binding's number. */
export declare const Unbound: {
    readonly global: -1;
    readonly dynamic: -2;
    readonly none: -3;
};
/**
 * Resolves every name of a file as Nix does (`Expr::bindVars`): lexical names first, then globals, then `with`. The
 * attribute trees are asked for only where the file holds a `rec`.
 */
export declare function resolveScopes(tree: SyntaxTree, attributeTrees?: () => AttributeTrees): ScopeTable;
