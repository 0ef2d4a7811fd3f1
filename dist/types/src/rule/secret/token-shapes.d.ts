/** What the tokens of one provider look like. */
export interface TokenShape {
    /** Who issues it, and what it is: "GitHub token". */
    readonly what: string;
    /** What a candidate begins with, literally; one of them. Public, and the only part that is ever shown. */
    readonly keywords: readonly string[];
    /**
     * The candidate from the keyword on. No open or nested quantifiers, and as little as may be that can also stand before a token:
     * hostile text must cost no more than it is long.
     */
    readonly pattern: RegExp;
    /** Least bits a character of what follows the keyword. */
    readonly bits: number;
    /** What stands before the keyword and belongs to the token: its first group, within so many characters. */
    readonly before?: {
        readonly pattern: RegExp;
        readonly reach: number;
    };
}
/**
 * Shapes that say by themselves who issued a token. Source: the providers' own descriptions of their formats and the
 * public rule sets of secret scanners. As of 2025-10.
 */
export declare const tokenShapes: readonly TokenShape[];
/** The parts of a name that tell a provider whose tokens look like any other text, and what they look like. */
export interface NamedShape {
    readonly what: string;
    readonly name: RegExp;
    readonly pattern: RegExp;
    readonly bits: number;
}
/** Shapes that count only under a name that speaks of the provider. As of 2025-10. */
export declare const namedShapes: readonly NamedShape[];
