/** A token in a text, by UTF-16 offsets. */
export interface FoundToken {
    readonly what: string;
    /** What may be shown of it: its public beginning. */
    readonly shown: string;
    readonly start: number;
    readonly end: number;
}
/** Whether a text holds the beginning of any known shape: cheap, to be asked before the text is taken apart. */
export declare function mayHoldToken(text: string): boolean;
/** The tokens of known providers in a text, in order. Linear: patterns are tried at keywords only, and are bounded. */
export declare function findTokens(text: string): readonly FoundToken[];
/** The provider whose token a whole value is, when a name around it speaks of the provider. */
export declare function namedTokenOf(names: readonly string[], value: string): string | undefined;
