/** A private key in a text, by UTF-16 offsets. */
export interface FoundKey {
    /** Its form: `OpenSSH`, `RSA`, `age`. */
    readonly what: string;
    /**
     * `plain`: usable as it is. `locked`: needs a passphrase. `stub`: names a hardware key, and holds no secret.
     */
    readonly state: "plain" | "locked" | "stub";
    readonly start: number;
    readonly end: number;
}
/** Whether a text may hold a private key: cheap, to be asked before the text is taken apart. */
export declare function mayHoldPrivateKey(text: string): boolean;
/** The private keys in a text, in order. */
export declare function findPrivateKeys(text: string): readonly FoundKey[];
