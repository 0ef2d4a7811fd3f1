import { isUtf8 } from "node:buffer";
import { readRegularFile } from "./read-regular-file.ts";
import { findForeignContent } from "./source-content.ts";

/** What reading a source file gave. */
export type SourceRead =
  | {
      readonly kind: "text";
      /** The whole file, in memory of its own. */
      readonly bytes: Uint8Array;
      readonly validUtf8: boolean;
    }
  | {
      readonly kind: "skipped";
      readonly reason: "encrypted" | "binary" | "too-large";
      /** One clause for a person. */
      readonly detail: string;
    }
  | {
      readonly kind: "unreadable";
      /** One clause for a person. */
      readonly detail: string;
    };

/** Reads a file that was discovered, up to `maxSize` bytes. Never waits, never follows a link, never throws. */
export function readSourceFile(absolutePath: string, maxSize: number): SourceRead {
  const read = readRegularFile(absolutePath, maxSize);
  if (read.kind === "refused") return { kind: "unreadable", detail: read.detail };
  if (read.kind === "too-large") {
    const detail = `${describeSize(read.size)}, over the limit of ${describeSize(maxSize)}`;
    return { kind: "skipped", reason: "too-large", detail };
  }
  return judgeSourceBytes(read.bytes, absolutePath);
}

/** What the bytes of a source file are: text, or what is no text. */
export function judgeSourceBytes(bytes: Buffer, path: string): SourceRead {
  const foreign = findForeignContent(bytes, path);
  if (foreign !== undefined) return { kind: "skipped", ...foreign };
  return { kind: "text", bytes, validUtf8: isUtf8(bytes) };
}

/** A size as people write it. */
export function describeSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, factor] = bytes < 1e6 ? ["kB", 1e3] : bytes < 1e9 ? ["MB", 1e6] : ["GB", 1e9];
  return `${Number((bytes / Number(factor)).toFixed(1))} ${unit}`;
}
