/** What reading a source file gave. */
export type SourceRead = {
    readonly kind: "text";
    /** The whole file, in memory of its own. */
    readonly bytes: Uint8Array;
    readonly validUtf8: boolean;
} | {
    readonly kind: "skipped";
    readonly reason: "encrypted" | "binary" | "too-large";
    /** One clause for a person. */
    readonly detail: string;
} | {
    readonly kind: "unreadable";
    /** One clause for a person. */
    readonly detail: string;
};
/** Reads a file that was discovered, up to `maxSize` bytes. Never waits, never follows a link, never throws. */
export declare function readSourceFile(absolutePath: string, maxSize: number): SourceRead;
