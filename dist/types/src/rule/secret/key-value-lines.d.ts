/** A line `key = value` or `key: value` of a text, by UTF-16 offsets of the value. */
export interface KeyValueLine {
    readonly key: string;
    readonly value: string;
    readonly start: number;
    readonly end: number;
}
/** The lines of a text that set a key with the name of a secret, with their values as written, quotes taken off. */
export declare function secretLines(text: string): Generator<KeyValueLine>;
