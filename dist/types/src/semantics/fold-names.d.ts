import type { AnyNode, Expression } from "../syntax/index.ts";
import type { AttributeEntry } from "./attribute-tree.ts";
import { type Frame } from "./fold-frame.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { type Folded } from "./fold-value.ts";
import type { Semantics } from "./semantics.ts";
/** Folds names. */
export interface NameFolder {
    /** What a variable, or a name in a plain `inherit`, comes to. */
    foldName(node: AnyNode, name: string, frame: Frame): Folded;
}
/** See {@link NameFolder}. */
export declare function createNameFolder(semantics: Semantics, limits: FoldLimits, fold: (node: Expression, frame: Frame) => Folded, foldEntry: (entry: AttributeEntry, frame: Frame) => Folded): NameFolder;
