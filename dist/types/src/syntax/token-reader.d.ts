import type { Span } from "../text/index.ts";
/** One token of the text as far as broken text tells. */
export interface TextToken extends Span {
    readonly kind: "name" | "keyword" | "value" | "mark" | "open-comment" | "end";
    readonly text: string;
}
/** What encloses a place: a bracket, a string, or a keyword whose other half is still to come. */
export interface Frame extends Span {
    readonly opener: "{" | "(" | "[" | "${" | '"' | "''" | "let" | "if" | "with" | "assert";
    /** In an `if`: whether `then` has come. In a set or `let`: whether the binding being read has its `=`. */
    isHalfway: boolean;
    /** In a set or `let`: how many tokens the binding being read has. */
    length: number;
    isInherit: boolean;
    /** In braces: whether a comma or `?` makes it a function's pattern. */
    isPattern: boolean;
}
/** Goes over the tokens of a text, and knows what is open. */
export interface TokenReader {
    /** What encloses the next token, outermost first. */
    readonly frames: readonly Frame[];
    /** The token after the last one that was taken; of kind `end` at the end of the text. */
    readonly next: TextToken;
    /** Steps over the next token. */
    take(): void;
}
/** Reads a text of which each character stands for one byte (latin1), from an offset on. */
export declare function createTokenReader(text: string, from?: number): TokenReader;
/** The bracket that closes what an opening one opens. */
export declare function closerOf(opener: string): string | undefined;
