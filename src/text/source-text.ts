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
  return new ByteText(bytes);
}

/** A class, since one is made for every file. */
class ByteText implements SourceText {
  readonly bytes: Uint8Array;
  readonly #buffer: Buffer;
  #lineStarts: Uint32Array | undefined;
  /** The last place asked for: most questions go forward, and a line may be megabytes long. */
  #lastOffset = -1;
  #lastPosition: Position = { line: 0, column: 0 };

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get #lines(): Uint32Array {
    return (this.#lineStarts ??= findLineStarts(this.bytes));
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  slice(start: number, end: number): string {
    return this.#buffer.toString("utf8", start, end);
  }

  lineAt(offset: number): number {
    const starts = this.#lines;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  lineSpan(line: number): Span {
    const { bytes } = this;
    const starts = this.#lines;
    const start = starts[line - 1] ?? bytes.length;
    let end = starts[line] ?? bytes.length;
    if (end > start && bytes[end - 1] === LF) end -= 1;
    if (end > start && bytes[end - 1] === CR) end -= 1;
    return { start: line === 1 ? Math.min(startOfText(bytes), end) : start, end };
  }

  positionAt(offset: number): Position {
    const bounded = Math.min(Math.max(offset, 0), this.bytes.length);
    const line = this.lineAt(bounded);
    const { start } = this.lineSpan(line);
    const last = this.#lastPosition;
    const isForward =
      last.line === line && this.#lastOffset <= bounded && this.#lastOffset >= start;
    const position = isForward
      ? { line, column: last.column + this.slice(this.#lastOffset, bounded).length }
      : { line, column: bounded <= start ? 1 : this.slice(start, bounded).length + 1 };
    this.#lastOffset = bounded;
    this.#lastPosition = position;
    return position;
  }

  offsetAt(line: number, column: number): number {
    const { start, end } = this.lineSpan(Math.min(Math.max(line, 1), this.lineCount));
    const prefix = this.slice(start, end).slice(0, Math.max(column, 1) - 1);
    return start + Buffer.byteLength(prefix);
  }
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
