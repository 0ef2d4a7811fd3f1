import type { Semantics } from "../../semantics/index.ts";
import type { ApplyExpression, Expression } from "../../syntax/index.ts";
import { type StringText } from "./string-text.ts";
/** A call that writes a file of the store. */
export interface StoreText {
    readonly call: ApplyExpression;
    readonly builder: string;
    /** What is written, where it stands in the text. */
    readonly text: StringText | undefined;
}
/** The file of the store that a value is: a call of `writeText` and kin, also in `"${…}"`, `toString` or a local name. */
export declare function storeTextOf(value: Expression, semantics: Semantics, hops?: number): StoreText | undefined;
