const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const END_OF_FILE = 0xffff;

const WINDOW = 100;
const BASE = 37;
const WORD = 2 ** 32;

/** `BASE ** WINDOW` modulo 2^64, in two words: what an element is worth when it leaves the window. */
const LEAVING = splitWords(BigInt(BASE) ** BigInt(WINDOW));

/**
 * GitHub's `primaryLocationLineHash` of every line of a file, as `hash:count`: the one of line 1 at index 0.
 * A lone CR starts a line here, as it does for GitHub, though not in a `SourceText`. A file that ends with
 * a line end has one more entry, for the empty line after it.
 */
export function lineHashes(bytes: Uint8Array): readonly string[] {
  // A byte-order mark is part of what GitHub hashes.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const { elements, lineStarts } = normalize(text);
  return countRepeats(hashWindows(elements, lineStarts));
}

/** The code units without blanks, line ends as LF, an end mark; and the index at which each line starts. */
function normalize(text: string): { elements: Uint16Array; lineStarts: readonly number[] } {
  const elements = new Uint16Array(text.length + 1);
  const lineStarts: number[] = [];
  let length = 0;
  let atLineStart = true;
  let afterCr = false;

  function append(element: number): void {
    if (atLineStart) lineStarts.push(length);
    elements[length] = element;
    length += 1;
    atLineStart = element === LF;
  }

  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const completesCrLf = unit === LF && afterCr;
    afterCr = unit === CR;
    if (unit === SPACE || unit === TAB || completesCrLf) continue;
    append(unit === CR ? LF : unit);
  }
  append(END_OF_FILE);
  return { elements: elements.subarray(0, length), lineStarts };
}

/**
 * For each line start the polynomial hash, modulo 2^64, of the elements from there on. The words stay
 * plain numbers because every product is below 2^53, which is faster than a BigInt.
 */
function hashWindows(elements: Uint16Array, lineStarts: readonly number[]): string[] {
  const hashes: string[] = [];
  let high = 0;
  let low = 0;
  for (let index = 0; hashes.length < lineStarts.length; index += 1) {
    const entering = elements[index] ?? 0;
    const leaving = elements[index - WINDOW] ?? 0;
    const sum = low * BASE + entering - LEAVING.low * leaving;
    low = sum >>> 0;
    high = (high * BASE + Math.floor(sum / WORD) - LEAVING.high * leaving) >>> 0;
    if (index - WINDOW + 1 === lineStarts[hashes.length]) hashes.push(toHexadecimal(high, low));
  }
  return hashes;
}

function countRepeats(hashes: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return hashes.map((hash) => {
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

function toHexadecimal(high: number, low: number): string {
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, "0");
}

function splitWords(value: bigint): { readonly high: number; readonly low: number } {
  const wrapped = BigInt.asUintN(64, value);
  return { high: Number(wrapped >> 32n), low: Number(wrapped & 0xffff_ffffn) };
}
