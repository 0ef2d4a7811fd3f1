/** What both a directory entry and a file's status can say. */
export interface FileKind {
    isDirectory(): boolean;
    isFIFO(): boolean;
    isSocket(): boolean;
    isBlockDevice(): boolean;
    isCharacterDevice(): boolean;
}
/** What something is that is no regular file, as a clause. */
export declare function describeFileKind(kind: FileKind): string;
