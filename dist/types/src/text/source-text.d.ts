import type { Span } from "./span.ts";
/** A place in a file as people count: line and column 1-based, the column in UTF-16 code units. */
export interface Position {
    readonly line: number;
    readonly column: number;
}
/**
 * The bytes of one file, with the ways to look at them. All offsets are UTF-8 byte offsets, 0-based.
 * Lines end at LF; a CR before it belongs to the line end. A byte-order mark takes up no column.
 */
export interface SourceText {
    readonly bytes: Uint8Array;
    /** How many lines there are; an empty file has one. */
    readonly lineCount: number;
    /** The text between two byte offsets, decoded as UTF-8 (a broken sequence becomes U+FFFD). */
    slice(start: number, end: number): string;
    /** Line and UTF-16 column of a byte offset. An offset past the end is taken as the end. */
    positionAt(offset: number): Position;
    /** Byte offset of a 1-based line and 1-based UTF-16 column; clamped to the line. */
    offsetAt(line: number, column: number): number;
    /** 1-based line that holds a byte offset. */
    lineAt(offset: number): number;
    /** The bytes of a 1-based line without its line end. */
    lineSpan(line: number): Span;
}
/** Wraps the bytes of a file. The line table is made when first asked for. */
export declare function createSourceText(bytes: Uint8Array): SourceText;
/** 3 when the file begins with a UTF-8 byte-order mark, else 0. */
export declare function startOfText(bytes: Uint8Array): number;
