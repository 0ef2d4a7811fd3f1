/**
 * GitHub's `primaryLocationLineHash` of every line of a file, as `hash:count`: the one of line 1 at index 0.
 * A lone CR starts a line here, as it does for GitHub, though not in a `SourceText`. A file that ends with
 * a line end has one more entry, for the empty line after it.
 */
export declare function lineHashes(bytes: Uint8Array): readonly string[];
