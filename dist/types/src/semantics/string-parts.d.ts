import { type SyntaxTree } from "../syntax/index.ts";
/** A piece of a string: text as Nix reads it, or the row of an interpolation. */
export type StringPart = string | number;
/** What a `"…"` or `''…''` string consists of: escapes read, indentation taken off. Never two texts in a row. */
export declare function stringParts(tree: SyntaxTree, row: number): readonly StringPart[];
/** The value of a string without interpolations. */
export declare function constantString(tree: SyntaxTree, row: number): string | undefined;
