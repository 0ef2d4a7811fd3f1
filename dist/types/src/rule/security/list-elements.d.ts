import type { Semantics } from "../../semantics/index.ts";
import type { Expression, ListExpression } from "../../syntax/index.ts";
/** One element of a list that an option holds. */
export interface ListElement {
    readonly node: Expression;
    /** `undefined` where the text of the file does not tell. */
    readonly text: string | undefined;
    /** The list that it is written in. */
    readonly list: ListExpression | undefined;
}
/** The elements of a list as written, or the one value that stands for it. */
export declare function elementsOf(value: Expression, semantics: Semantics, list?: ListExpression): readonly ListElement[];
