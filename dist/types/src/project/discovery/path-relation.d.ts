/** The path from a folder to a place, with forward slashes; "" for the folder itself. */
export declare function relativePath(folder: string, path: string): string;
/** Whether a path is the folder or lies in it. Both absolute and without `..`; links are not followed. */
export declare function isInside(path: string, folder: string): boolean;
/** The folder's path with the separator that a name in it follows. */
export declare function withSlash(folder: string): string;
