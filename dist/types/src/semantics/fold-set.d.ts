import type { Attribute, Expression, Identifier } from "../syntax/index.ts";
import type { AttributeEntry, AttributeSet } from "./attribute-tree.ts";
import type { Frame } from "./fold-frame.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { type Folded, type Unknown, type Value } from "./fold-value.ts";
import type { Semantics } from "./semantics.ts";
type Text = {
    readonly known: true;
    readonly value: Extract<Value, {
        type: "string";
    }>;
} | Unknown;
/** Folds sets and what stands in them. */
export interface SetFolder {
    foldSet(set: AttributeSet, frame: Frame): Folded;
    foldEntry(entry: AttributeEntry, frame: Frame): Folded;
    /** The name that an attribute of a path stands for. */
    foldKey(attribute: Attribute, frame: Frame): Text;
}
/** See {@link SetFolder}. */
export declare function createSetFolder({ tree }: Semantics, limits: FoldLimits, fold: (node: Expression, frame: Frame) => Folded, foldName: (node: Identifier, name: string, frame: Frame) => Folded): SetFolder;
export {};
