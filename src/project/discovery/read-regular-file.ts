import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { describeFileKind } from "./file-kind.ts";
import { explainFailure } from "./path-failure.ts";

/** The bytes of a regular file, or why there are none. */
export type FileRead =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "too-large"; readonly size: number }
  | { readonly kind: "refused"; readonly detail: string };

// Neither a pipe nor a link that took the file's place may be waited for or followed.
const openFlags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** Reads a file of at most `maxSize` bytes. Never waits, never follows a link, never throws. */
export function readRegularFile(absolutePath: string, maxSize: number): FileRead {
  let file: number | undefined;
  try {
    file = openSync(absolutePath, openFlags);
    const status = fstatSync(file);
    if (!status.isFile()) return { kind: "refused", detail: describeFileKind(status) };
    if (status.size > maxSize) return { kind: "too-large", size: status.size };
    return { kind: "bytes", bytes: readBytes(file, status) };
  } catch (error) {
    const { kind, detail } = explainFailure(error);
    // Without following links, there is no loop to be in.
    return {
      kind: "refused",
      detail: kind === "looping-symlink" ? "it is a symbolic link" : detail,
    };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function readBytes(file: number, { size }: Stats): Buffer {
  // Memory of its own, not a part of the shared pool, so that it can be moved to a worker.
  const buffer = Buffer.allocUnsafeSlow(size);
  let length = 0;
  while (length < size) {
    const count = readSync(file, buffer, length, size - length, length);
    if (count === 0) return buffer.subarray(0, length);
    length += count;
  }
  return buffer;
}
