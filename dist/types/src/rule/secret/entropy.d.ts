/** Shannon's entropy of a text, in bits a character: 0 for one repeated character, about 3 for a name, 4 and more for noise. */
export declare function bitsPerCharacter(text: string): number;
/** Whether most characters follow on the one before: `abcdef…`, `1234…`, `0000…`. People write such samples, nobody issues them. */
export declare function isSequence(text: string): boolean;
