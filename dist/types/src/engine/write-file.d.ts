export type WriteOutcome = {
    readonly ok: true;
} | {
    readonly ok: false;
    readonly problem: string;
};
/**
 * Replaces a file's content at once: readers see the old bytes or the new ones, never a part. Mode, owner and symlink
 * stay. A file without write permission is a problem, also for root.
 */
export declare function writeFileAtomically(path: string, bytes: Uint8Array): WriteOutcome;
/** Writes a file that may not be there yet, at once where it is a regular file. Devices and pipes are written to. */
export declare function writeReplacement(path: string, bytes: Uint8Array, mode?: number): WriteOutcome;
