import type { Semantics } from "../../semantics/index.ts";
import type { Expression, IndentedStringExpression, StringExpression } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
/** A string as it is written. */
export type StringNode = StringExpression | IndentedStringExpression;
/** What stands in a text for what Nix puts in. */
export declare const PLACEHOLDER = "\u0001";
/** The strings that make up a value, not those that are only mentioned in it. */
export declare function stringsOf(value: Expression, semantics: Semantics): readonly StringNode[];
/**
 * The text of a string as written, from its first quote on, with a placeholder for every byte of an interpolation: an
 * offset into its bytes is one into the string's place.
 */
export declare function maskedText(node: StringNode): string;
/** The place of a part of {@link maskedText}. */
export declare function spanWithin(node: StringNode, text: string, start: number, end: number): Span;
/** One line of a text, without the blanks round it. */
export interface TextLine {
    readonly text: string;
    readonly at: Span;
}
/** The lines of a string that hold something. */
export declare function linesOf(node: StringNode): readonly TextLine[];
