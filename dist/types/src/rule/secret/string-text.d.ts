import type { AnyNode, IndentedStringExpression, StringExpression } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
/** A string of the file, of either form. */
export type StringNode = StringExpression | IndentedStringExpression;
/** What a string holds, with the way back to the file. */
export interface StringText {
    readonly node: StringNode;
    /** Escapes read, indentation left in. Each interpolation is one {@link INTERPOLATION}. */
    readonly text: string;
    /** The bytes of the file that a part of the text came from. */
    spanOf(start: number, end: number): Span;
}
/** Stands for an interpolation: a private-use character, which no shape matches. */
export declare const INTERPOLATION = "\uE000";
/** Whether a node is a string. */
export declare function isString(node: AnyNode): node is StringNode;
/** The bytes between the quotes. */
export declare function insideOf(node: StringNode): Span;
/** Reads a string. The way back is worked out only when asked for, and goes on from where it was asked for last. */
export declare function readString(node: StringNode): StringText;
/** A string's text where it has no interpolation. */
export declare function constantTextOf(node: StringNode): string | undefined;
