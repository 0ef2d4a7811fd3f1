/** Content that is not Nix text. */
export interface ForeignContent {
    readonly reason: "encrypted" | "binary";
    readonly detail: string;
}
/** Says what the content of a file is when it is encrypted or binary; undefined for text, however broken. */
export declare function findForeignContent(buffer: Buffer, path: string): ForeignContent | undefined;
