/** A place in a TOML text, 1-based, the column in UTF-16 code units. */
export interface TomlPosition {
    readonly line: number;
    readonly column: number;
}
/** Where the key at a path stands, or else the nearest key above it. Array elements are numbers as text. */
export type TomlLocator = (path: readonly string[]) => TomlPosition | undefined;
/** Finds the keys and array elements of a TOML text. For a text that is not TOML it may miss some. */
export declare function createTomlLocator(text: string): TomlLocator;
