import { toPrintable } from "./plain-text.ts";

/** One character as a person sees it, with the place it takes up in a terminal. */
export interface Cell {
  readonly text: string;
  /** In terminal columns: 0, 1 or 2, more for a tab. */
  readonly width: number;
  /** Where it begins and ends in the line, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

const TAB_STOP = 4;

const ASCII = /^[\t -~]*$/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** East Asian wide characters, and what terminals draw as a picture. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B2FF}\u{20000}-\u{3FFFD}])/u;

/** Made on first use: it takes longer than the rest of a small audit, and plain ASCII needs none. */
let segmenter: Intl.Segmenter | undefined;

/** Splits a line into what takes up columns of a terminal. Tabs become spaces, control characters pictures. */
export function layOutLine(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let offset = 0;
  let column = 0;
  for (const grapheme of graphemesOf(line)) {
    const text =
      grapheme === "\t" ? " ".repeat(TAB_STOP - (column % TAB_STOP)) : toPrintable(grapheme);
    const width = grapheme === "\t" ? text.length : widthOf(text);
    cells.push({ text, width, start: offset, end: offset + grapheme.length });
    offset += grapheme.length;
    column += width;
  }
  return cells;
}

function graphemesOf(line: string): readonly string[] {
  if (ASCII.test(line)) return line.split("");
  return Array.from(
    (segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" })).segment(line),
    ({ segment }) => segment,
  );
}

function widthOf(text: string): number {
  if (WIDE.test(text)) return 2;
  return INVISIBLE.test(text) ? 0 : 1;
}
