/** A password hash, as much as its text says. */
export interface HashKind {
    readonly scheme: string;
    /** Whether a graphics card tries millions of passwords a second against it. */
    readonly isWeak: boolean;
}
/** What hash a text is, if any. Lock markers (`!`, `*`) are none. */
export declare function hashKindOf(given: string): HashKind | undefined;
/** Whether a text has the form of a DES hash: 13 characters that could be anything, so only a name makes it one. */
export declare function isDesHash(text: string): boolean;
