/** The bytes of a regular file, or why there are none. */
export type FileRead = {
    readonly kind: "bytes";
    readonly bytes: Buffer;
} | {
    readonly kind: "too-large";
    readonly size: number;
} | {
    readonly kind: "refused";
    readonly detail: string;
};
/** Reads a file of at most `maxSize` bytes. Never waits, never follows a link, never throws. */
export declare function readRegularFile(absolutePath: string, maxSize: number): FileRead;
