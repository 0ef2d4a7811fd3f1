/** An option that ends in the store as clear text, and what to set instead. */
export interface LeakingOption {
    /** With `*` for any name and `[]` for an element of a list. */
    readonly path: string;
    readonly sibling: string;
}
/**
 * Options whose description in nixpkgs says that the value is world-readable, and the option beside them that takes a file.
 * Source: descriptions of the NixOS and Home Manager options, release 25.11. As of 2025-11.
 */
export declare const leakingOptions: readonly LeakingOption[];
/** What to set instead of an option of the table, by the names that lead to it; elements of lists count for nothing. */
export declare function siblingOf(names: readonly string[]): string | undefined;
