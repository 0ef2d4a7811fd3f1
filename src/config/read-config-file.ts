import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** The text of a config file, or why there is none. */
export type ConfigText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

const largestConfig = 256 * 1024;

/** Reads a config file. Never waits, even where the path names a pipe. */
export function readConfigFile(path: string): ConfigText {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(file);
    if (!status.isFile()) return { ok: false, reason: "is not a regular file" };
    if (status.size > largestConfig) return { ok: false, reason: "is larger than 256 KiB" };
    const bytes = readFileSync(file);
    if (!isUtf8(bytes)) return { ok: false, reason: "is not valid UTF-8" };
    return { ok: true, text: bytes.toString("utf8").replace(/^\uFEFF/, "") };
  } catch (error) {
    return { ok: false, reason: describeFailure(error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function describeFailure(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "cannot be read: no permission";
  if (code === "ELOOP") return "is a symbolic link that leads to itself";
  return `cannot be read: ${String(code ?? error)}`;
}
