import type { AnyNode } from "../syntax/index.ts";
import type { SourceText, Span } from "../text/index.ts";
/** Whether two nodes of one file are spelled with the same tokens; blanks and comments do not count. */
export declare function sameTokens(left: AnyNode, right: AnyNode): boolean;
/**
 * The blank that must stand before text put at this place, so that it does not run into the token on its left: empty
 * where there are blanks or a bracket already.
 */
export declare function blankBefore(source: SourceText, offset: number): "" | " ";
/** The same for the right side. */
export declare function blankAfter(source: SourceText, offset: number): "" | " ";
/** Text for a place, kept apart from its neighbours by blanks where it would run into them. */
export declare function keptApart(source: SourceText, { start, end }: Span, text: string): string;
