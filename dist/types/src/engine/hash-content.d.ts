/** Tells contents apart: two that give the same are the same. */
export declare function hashContent(content: Uint8Array | string): string;
