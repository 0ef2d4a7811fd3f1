import { type AnyAttrset, type Attribute, type SyntaxTree } from "../syntax/index.ts";
import type { AttributeTrees } from "./attribute-tree.ts";
/** Two definitions of one attribute that Nix refuses to merge: "attribute 'x' already defined". */
export interface DuplicateAttribute {
    /** The keys from the outermost set in which the definitions meet; computed keys begin it anew. */
    readonly path: readonly string[];
    /** What names the attribute in the first definition, and in the one that Nix refuses. */
    readonly first: Attribute;
    readonly second: Attribute;
}
/** One of several definitions of the same attribute. */
export interface AttributePiece {
    /** What names the attribute here. */
    readonly nameNode: Attribute;
    /** The literal that it is defined by; `undefined` for the start of a longer path: `a` in `a.b = 1`. */
    readonly set: AnyAttrset | undefined;
    readonly isRecursive: boolean;
}
/** Definitions that Nix merges though only some of them are `rec`: the first decides for all. */
export interface MixedRecMerge {
    readonly path: readonly string[];
    readonly first: AttributePiece;
    /** The later ones that are `rec` where the first is not, or the other way round; in source order, at least one. */
    readonly different: readonly AttributePiece[];
}
/** What there is to say of the attributes of a file that are defined in several pieces. */
export interface AttributePieces {
    /** In the order of the second definitions. */
    readonly duplicates: readonly DuplicateAttribute[];
    readonly mixedRecMerges: readonly MixedRecMerge[];
}
/** Gives nodes to what the attribute trees found. */
export declare function describeAttributePieces(tree: SyntaxTree, trees: AttributeTrees): AttributePieces;
