import { isEncryptedFile } from "./encrypted-content.ts";
import { readRegularFile } from "./read-regular-file.ts";

/** Why nothing was looked for in a file that is no Nix. */
export type TextSkip = "encrypted" | "binary" | "too-large" | "unreadable";

/** What reading a file that is no Nix gave. */
export type TextRead =
  | { readonly kind: "text"; readonly bytes: Buffer }
  | { readonly kind: "skipped"; readonly reason: TextSkip };

/** More than this is data that nobody wrote. */
const LARGEST_TEXT = 2 ** 20;

/** Names of what is never text: not even opened, since a tree may hold gigabytes of it. */
const binaryName =
  /\.(?:png|jpe?g|gif|webp|avif|heic|bmp|ico|icns|tiff?|xcf|psd|kra|woff2?|ttf|otf|ttc|pcf|gz|tgz|xz|bz2|zst|lz4|zip|7z|rar|tar|jar|deb|rpm|iso|img|qcow2|mp[34]|m4[av]|mkv|webm|mov|avi|ogg|opus|flac|wav|mid|pdf|epub|docx?|xlsx?|pptx?|od[tsp]|so|a|o|exe|dll|wasm|pyc|class|sqlite3?|db|glb|stl|bin)$/i;

/** Reads a file in which only secrets are looked for. Never waits, never follows a link, never throws. */
export function readTextFile(absolutePath: string, maxSize: number): TextRead {
  if (binaryName.test(absolutePath)) return { kind: "skipped", reason: "binary" };
  const read = readRegularFile(absolutePath, Math.min(maxSize, LARGEST_TEXT));
  switch (read.kind) {
    case "refused":
      return { kind: "skipped", reason: "unreadable" };
    case "too-large":
      return { kind: "skipped", reason: "too-large" };
    case "bytes":
      return judgeTextBytes(read.bytes, maxSize);
  }
}

/** What the bytes of such a file are. */
export function judgeTextBytes(bytes: Buffer, maxSize: number): TextRead {
  if (bytes.length > Math.min(maxSize, LARGEST_TEXT))
    return { kind: "skipped", reason: "too-large" };
  if (isEncryptedFile(bytes)) return { kind: "skipped", reason: "encrypted" };
  if (bytes.subarray(0, HEAD_SIZE).includes(0)) return { kind: "skipped", reason: "binary" };
  return { kind: "text", bytes };
}

const HEAD_SIZE = 8192;
