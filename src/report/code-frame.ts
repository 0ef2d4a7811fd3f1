import type { Diagnostic } from "../diagnostic/index.ts";
import { layOutLine, type Cell } from "./line-cells.ts";

/** How the parts of a frame are coloured. */
export interface FramePaint {
  /** Line numbers and the bar beside them. */
  readonly gutter: (text: string) => string;
  /** What points at the finding. */
  readonly mark: (text: string) => string;
}

/** The columns of a terminal that source may take up; a longer line is shown round the finding. */
const MAXIMUM_WIDTH = 100;
const CONTEXT_WIDTH = 20;
/** Code units kept of a line on each side of the finding's start, so that a huge line costs no more. */
const KEPT_UNITS = 400;

interface Range {
  readonly startLine: number;
  /** UTF-16 offsets into the kept part of the start line and of the end line. */
  readonly start: number;
  readonly endLine: number;
  readonly end: number;
}

/** A source line cut to what is shown. Offsets into the line become columns of the shown text. */
interface ShownLine {
  readonly text: string;
  /** The column at which the character at an offset begins, or the end of the text. */
  columnAt(offset: number): number;
  /** The column at which the character before an offset ends. */
  endColumnAt(offset: number): number;
}

/**
 * The lines of source a finding stands on with its exact columns marked, as lines of text. `gutterWidth`
 * columns are for line numbers. Empty when the finding has no excerpt.
 */
export function renderCodeFrame(
  finding: Diagnostic,
  gutterWidth: number,
  paint: FramePaint,
): readonly string[] {
  const skipped = Math.max(0, finding.startColumn - 1 - KEPT_UNITS);
  const range = rangeOf(finding, skipped);
  const lines = finding.excerpt.lines.map((line, index) => ({
    number: finding.excerpt.firstLine + index,
    line: line.slice(skipped, skipped + 2 * KEPT_UNITS),
  }));
  const first = lines.find(({ number }) => number === range.startLine);
  if (first === undefined) return [];
  const left = leftEdge(first.line, range);

  const row = (number: string, rest: string): string => {
    const gutter = paint.gutter(`${number.padStart(gutterWidth)} |`);
    return rest === "" ? gutter : `${gutter} ${rest}`;
  };
  const isBlock = range.endLine > range.startLine;
  const rows = [row("", "")];
  for (const { number, line } of lines) {
    const shown = showLine(line, left);
    const marks = isBlock ? markBlock(number, shown, line, range) : markLine(number, shown, range);
    const rail = marks.rail === "" ? "" : paint.mark(marks.rail);
    rows.push(row(String(number), `${rail}${shown.text}`.trimEnd()));
    if (marks.below !== "") rows.push(row("", paint.mark(marks.below)));
  }
  if ((lines.at(-1)?.number ?? 0) < range.endLine) {
    rows.push(row("", paint.mark(`|_ … to line ${range.endLine}`)));
  }
  return rows;
}

/** A range that ends before the first character of a line ends with the line before it. */
function rangeOf(finding: Diagnostic, skipped: number): Range {
  const { startLine, endLine } = finding;
  const start = finding.startColumn - 1 - skipped;
  if (endLine > startLine && finding.endColumn === 1) {
    return { startLine, start, endLine: endLine - 1, end: Number.MAX_SAFE_INTEGER };
  }
  return { startLine, start, endLine, end: finding.endColumn - 1 - skipped };
}

interface Marks {
  /** What stands between gutter and source. */
  readonly rail: string;
  /** The row under the source; empty for none. */
  readonly below: string;
}

function markLine(number: number, shown: ShownLine, range: Range): Marks {
  if (number !== range.startLine) return { rail: "", below: "" };
  const start = shown.columnAt(range.start);
  const width = Math.max(shown.endColumnAt(range.end) - start, 1);
  return { rail: "", below: " ".repeat(start) + "^".repeat(width) };
}

function markBlock(number: number, shown: ShownLine, line: string, range: Range): Marks {
  if (number < range.startLine || number > range.endLine) return { rail: "  ", below: "" };
  if (number === range.startLine) {
    if (line.slice(0, range.start).trim() === "") return { rail: "/ ", below: "" };
    return { rail: "  ", below: ` ${"_".repeat(shown.columnAt(range.start) + 1)}^` };
  }
  if (number < range.endLine) return { rail: "| ", below: "" };
  return { rail: "| ", below: `|${"_".repeat(Math.max(shown.endColumnAt(range.end), 1))}^` };
}

/** The terminal column at which every line of the frame begins, so that a far-off start is in sight. */
function leftEdge(line: string, range: Range): number {
  const cells = layOutLine(line);
  const total = widthBefore(cells, Infinity);
  if (total <= MAXIMUM_WIDTH) return 0;
  const start = widthBefore(cells, range.start);
  const end = range.endLine > range.startLine ? total : widthBefore(cells, range.end);
  if (end + CONTEXT_WIDTH <= MAXIMUM_WIDTH) return 0;
  return Math.max(0, Math.min(start - CONTEXT_WIDTH, end + CONTEXT_WIDTH - MAXIMUM_WIDTH));
}

function showLine(line: string, left: number): ShownLine {
  const columns: { cell: Cell; column: number }[] = [];
  let text = left > 0 ? "…" : "";
  let column = text.length;
  let passed = 0;
  let isCut = false;
  for (const cell of layOutLine(line)) {
    if (passed >= left + MAXIMUM_WIDTH) {
      isCut = true;
      break;
    }
    if (passed >= left) {
      columns.push({ cell, column });
      text += cell.text;
      column += cell.width;
    }
    passed += cell.width;
  }
  return {
    text: isCut ? `${text}…` : text,
    columnAt: (offset) => columns.find(({ cell }) => cell.end > offset)?.column ?? column,
    endColumnAt(offset) {
      const last = columns.findLast(({ cell }) => cell.start < offset);
      return last === undefined ? 0 : last.column + last.cell.width;
    },
  };
}

function widthBefore(cells: readonly Cell[], offset: number): number {
  let width = 0;
  for (const cell of cells) {
    if (cell.end > offset) break;
    width += cell.width;
  }
  return width;
}
