import type { Span } from "./span.ts";

/** A place in a file as people count: line and column 1-based, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The bytes of one file, with the ways to look at them. All offsets are UTF-8 byte offsets, 0-based.
 * Lines end at LF; a CR before it belongs to the line end. A byte-order mark takes up no column.
 */
export interface SourceText {
  readonly bytes: Uint8Array;
  /** How many lines there are; an empty file has one. */
  readonly lineCount: number;
  /** The text between two byte offsets, decoded as UTF-8 (a broken sequence becomes U+FFFD). */
  slice(start: number, end: number): string;
  /** Line and UTF-16 column of a byte offset. An offset past the end is taken as the end. */
  positionAt(offset: number): Position;
  /** Byte offset of a 1-based line and 1-based UTF-16 column; clamped to the line. */
  offsetAt(line: number, column: number): number;
  /** 1-based line that holds a byte offset. */
  lineAt(offset: number): number;
  /** The bytes of a 1-based line without its line end. */
  lineSpan(line: number): Span;
}

const LF = 0x0a;
const CR = 0x0d;

/** Wraps the bytes of a file. The line table is made when first asked for. */
export function createSourceText(bytes: Uint8Array): SourceText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const textStart = startOfText(bytes);
  let lineStarts: Uint32Array | undefined;

  function lines(): Uint32Array {
    lineStarts ??= findLineStarts(bytes);
    return lineStarts;
  }

  function lineAt(offset: number): number {
    const starts = lines();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  function lineSpan(line: number): Span {
    const starts = lines();
    const start = starts[line - 1] ?? bytes.length;
    let end = starts[line] ?? bytes.length;
    if (end > start && bytes[end - 1] === LF) end -= 1;
    if (end > start && bytes[end - 1] === CR) end -= 1;
    return { start: line === 1 ? Math.min(textStart, end) : start, end };
  }

  return {
    bytes,
    get lineCount() {
      return lines().length;
    },
    slice: (start, end) => buffer.toString("utf8", start, end),
    lineAt,
    lineSpan,
    positionAt(offset) {
      const bounded = Math.min(Math.max(offset, 0), bytes.length);
      const line = lineAt(bounded);
      const { start } = lineSpan(line);
      return {
        line,
        column: bounded <= start ? 1 : buffer.toString("utf8", start, bounded).length + 1,
      };
    },
    offsetAt(line, column) {
      const { start, end } = lineSpan(Math.min(Math.max(line, 1), lines().length));
      const prefix = buffer.toString("utf8", start, end).slice(0, Math.max(column, 1) - 1);
      return start + Buffer.byteLength(prefix);
    },
  };
}

/** 3 when the file begins with a UTF-8 byte-order mark, else 0. */
export function startOfText(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function findLineStarts(bytes: Uint8Array): Uint32Array {
  const starts = [0];
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}
