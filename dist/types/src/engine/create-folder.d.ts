/**
 * Makes a folder and those above it; throws where that cannot be. Node's own way of doing so never ends in a place like
 * `/proc`, where a folder exists and takes no other.
 */
export declare function createFolder(path: string, mode?: number): void;
