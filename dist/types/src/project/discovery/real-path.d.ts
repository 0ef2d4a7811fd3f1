/** Where a path leads after all links; undefined where it leads nowhere, or may not be followed. */
export declare function findRealPath(path: string): string | undefined;
