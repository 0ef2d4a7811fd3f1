import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

export type WriteOutcome = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/**
 * Replaces a file's content at once: readers see the old bytes or the new ones, never a part. Mode and symlink stay. A file
 * without write permission is a problem, also for root.
 */
export function writeFileAtomically(path: string, bytes: Uint8Array): WriteOutcome {
  let temporary: string | undefined;
  try {
    const target = realpathSync(path);
    const { mode } = statSync(target);
    if ((mode & 0o222) === 0) return { ok: false, problem: "the file is read-only" };
    temporary = join(dirname(target), `.${basename(target)}.${process.pid}.nixaudit`);
    const descriptor = openSync(temporary, "wx", mode & 0o7777);
    try {
      fchmodSync(descriptor, mode & 0o7777);
      let written = 0;
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, target);
    return { ok: true };
  } catch (error) {
    if (temporary !== undefined) removeQuietly(temporary);
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It may never have been made.
  }
}
