import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
  type Stats,
} from "node:fs";
import { dirname, join } from "node:path";
import { createFolder } from "./create-folder.ts";

export type WriteOutcome = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/**
 * Replaces a file's content at once: readers see the old bytes or the new ones, never a part. Mode, owner and symlink
 * stay. A file without write permission is a problem, also for root.
 */
export function writeFileAtomically(path: string, bytes: Uint8Array): WriteOutcome {
  return attempt(() => {
    const target = realpathSync(path);
    const status = statSync(target);
    if ((status.mode & 0o222) === 0) throw new Refusal("the file is read-only");
    replace(target, bytes, { before: status, isDurable: true });
  });
}

/** Writes a file that may not be there yet, at once where it is a regular file. Devices and pipes are written to. */
export function writeReplacement(path: string, bytes: Uint8Array, mode = 0o666): WriteOutcome {
  return attempt(() => {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) replace(path, bytes, { mode });
    else if (status.isFile()) replace(realpathSync(path), bytes, { before: status });
    else writeFileSync(path, bytes);
  });
}

/**
 * Writes a file that is not there yet, with the folders above it. Whatever has the name already, be it made in the same
 * moment, is left as it is: `isNew` is false then.
 */
export function writeNewFile(
  path: string,
  bytes: Uint8Array,
): WriteOutcome & { readonly isNew: boolean } {
  let isNew = true;
  const outcome = attempt(() => {
    createFolder(dirname(path));
    const temporary = temporaryBeside(path);
    writeFileSync(temporary, bytes, { flag: "wx" });
    try {
      // Unlike a rename, a link never takes the place of another file.
      linkSync(temporary, path);
    } catch (error) {
      if (codeOf(error) === "EEXIST") isNew = false;
      // File systems without hard links: not at once, but still never over another file.
      else writeFileSync(path, bytes, { flag: "wx" });
    } finally {
      removeQuietly(temporary);
    }
  });
  return { ...outcome, isNew: outcome.ok && isNew };
}

/** Why a file is not written, in words for its owner. */
class Refusal extends Error {}

interface Replacement {
  readonly before?: Stats;
  /** Of a new file. */
  readonly mode?: number;
  /** Wait until the disk has it: for what cannot be made again. */
  readonly isDurable?: boolean;
}

function replace(
  target: string,
  bytes: Uint8Array,
  { before, mode = 0o666, isDurable = false }: Replacement,
): void {
  const temporary = temporaryBeside(target);
  const descriptor = openSync(temporary, "wx", before ? before.mode & 0o7777 : mode);
  try {
    try {
      if (before) keepOwnerAndMode(descriptor, before);
      let written = 0;
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      if (isDurable) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, target);
  } catch (error) {
    removeQuietly(temporary);
    throw error;
  }
}

/** A name of its own length: the target's may be as long as the file system allows. */
function temporaryBeside(target: string): string {
  return join(dirname(target), `.nixaudit-${randomBytes(8).toString("hex")}.tmp`);
}

function keepOwnerAndMode(descriptor: number, { uid, gid, mode }: Stats): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // Only root may give a file away; anyone else keeps their own.
  }
  // After the owner: a change of owner takes some bits of the mode away.
  fchmodSync(descriptor, mode & 0o7777);
}

function attempt(write: () => void): WriteOutcome {
  try {
    write();
    return { ok: true };
  } catch (error) {
    return { ok: false, problem: explain(error) };
  }
}

function explain(error: unknown): string {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return "there is no permission to write in its folder";
    case "EROFS":
      return "its file system is read-only";
    case "ENOSPC":
    case "EDQUOT":
      return "there is no space left";
    case "EISDIR":
      return "it is a folder";
    case "ENOTDIR":
      return "what should be a folder above it is a file";
    case "ENOENT":
      return "the file is gone";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It may never have been made.
  }
}
