import type { AnyNode } from "../../syntax/index.ts";
import type { SourceText, Span } from "../../text/index.ts";
import { type StringText } from "./string-text.ts";
/** Where a finding about a secret stands, and what may not be shown of the file. */
export interface SecretSpans {
    readonly at: Span;
    readonly redact: readonly Span[];
}
/** Whether the line says that its value may stand there. */
export declare function isAllowed(source: SourceText, { start }: Span): boolean;
/** A whole value, and what is to be hidden of it: everything between its quotes. */
export declare function spansOfValue(node: AnyNode): SecretSpans;
/**
 * A part of a string. A string of one line is hidden whole, of a longer one the lines of the part; the finding stands on what is
 * hidden.
 */
export declare function spansOfPart(string: StringText, start: number, end: number): SecretSpans;
