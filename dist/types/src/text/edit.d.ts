import type { Span } from "./span.ts";
/** Replaces the bytes of `span` by `newText`. An empty span is an insertion, an empty text a deletion. */
export interface Edit {
    readonly span: Span;
    readonly newText: string;
}
/** Whether two edits cannot both be applied in one pass: they overlap, or insert at the same place. */
export declare function conflicts(left: Edit, right: Edit): boolean;
/**
 * The bytes with all edits applied. Edits may come in any order and must not conflict with each other
 * (see {@link conflicts}); their spans refer to the bytes as given.
 */
export declare function applyEdits(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array;
