import type { SourceText, Span } from "../text/index.ts";
/** What may not be shown of a file: sorted, apart from each other. */
export interface Redaction {
    readonly spans: readonly Span[];
}
/** Joins the spans that rules asked to hide. */
export declare function createRedaction(asked: readonly Span[]): Redaction;
/** The text of a part of one line, hidden places as bullets: as many as they have columns. */
export declare function maskedSlice(source: SourceText, { start, end }: Span, hidden: Redaction): string;
/** A line without the tokens and keys that are known by their shape: also where no rule looked for them. */
export declare function withoutTokens(line: string): string;
/** A text of {@link maskedSlice} from which not even the length of what is hidden can be told. */
export declare function withoutLengths(masked: string): string;
/** The bytes without what is hidden, line ends kept: for hashes of lines. */
export declare function withoutHidden(bytes: Uint8Array, { spans }: Redaction): Uint8Array;
/**
 * A text about a place, such as a message, in which what is hidden on the lines of that place is not quoted. Words as
 * short as names are left alone.
 */
export declare function withoutQuotes(text: string, place: Span, source: SourceText, hidden: Redaction): string;
