import { type SyntaxTree } from "../syntax/index.ts";
/** One literal set or `let` as Nix's parser builds it, with all pieces that it merges into it. */
export interface AttributeSet {
    /** The literal that came first; `undefined` where only dotted paths make the set. */
    readonly row: number | undefined;
    /** Whether the first piece is recursive (`rec`, or any `let`): that decides for the whole. */
    readonly isRecursive: boolean;
    attributes: Map<string, AttributeEntry>;
    readonly computed: ComputedEntry[];
    /** What was merged into it, where this or that is recursive; in source order. */
    readonly laterPieces: LaterPiece[];
    /** The set that this one became a part of. */
    mergedInto: AttributeSet | undefined;
}
/** What a key of a set stands for. */
export interface AttributeEntry {
    /** The row that names it, in its first definition. */
    readonly nameRow: number;
    readonly source: {
        readonly kind: "value";
        readonly row: number;
    } | {
        readonly kind: "inherit";
    } | {
        readonly kind: "inherit-from";
        readonly row: number;
    }
    /** Only dotted paths define it: see `set`. */
     | {
        readonly kind: "path";
    };
    /** The set that the pieces make; `undefined` for a value in one piece. */
    set: AttributeSet | undefined;
}
/** An attribute whose key is computed: `${x} = …`. */
export interface ComputedEntry {
    readonly keyRow: number;
    readonly entry: AttributeEntry;
}
/** A definition that was merged into an earlier one. */
export interface LaterPiece {
    /** The row that names the attribute in this piece. */
    readonly nameRow: number;
    /** The literal that the piece consists of; `undefined` for a longer path. */
    readonly set: number | undefined;
    /** The subtree that is merged: the literal, or the value behind the longer path. */
    readonly subtree: number;
    /** For a longer path, its next attribute. */
    readonly nextAttribute: number | undefined;
}
/** Two definitions of one attribute that do not merge. */
export interface DuplicateRows {
    readonly path: readonly string[];
    readonly first: number;
    readonly second: number;
}
/** Several definitions of one attribute that merge, at least one of them recursive. */
export interface RecursiveMerge {
    readonly path: readonly string[];
    /** The row that names the attribute in its first definition. */
    readonly nameRow: number;
    readonly set: AttributeSet;
}
/** The sets of one file. */
export interface AttributeTrees {
    /** The set that the literal or `let` at a row belongs to. */
    setAt(row: number): AttributeSet;
    readonly duplicates: readonly DuplicateRows[];
    readonly recursiveMerges: readonly RecursiveMerge[];
}
/**
 * Builds the sets of a file as Nix's parser does (`ParserState::addAttr`). Work is spent where definitions meet: sets
 * without a shared key are built when asked for.
 */
export declare function createAttributeTrees(tree: SyntaxTree): AttributeTrees;
