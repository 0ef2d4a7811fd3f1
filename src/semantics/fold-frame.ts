import type { Folded } from "./fold-value.ts";

/** One call of a function of the file, or, without a function, the file as it stands. */
export interface Frame {
  /** The frame in which the function was written. */
  readonly outer: Frame | undefined;
  /** The rows of the function: `start` itself up to `end`, exclusive. */
  readonly start: number;
  readonly end: number;
  /** What its names are bound to, by the row that names them. */
  readonly given: Map<number, Folded>;
  /** Answers, by row. */
  readonly answers: Map<number, Folded>;
}

/** The frame of code that no call has been made of: arguments are unknown there. */
export function createRootFrame(): Frame {
  return { outer: undefined, start: -1, end: Infinity, given: new Map(), answers: new Map() };
}

/** A frame for one call of the function at these rows. */
export function createFrame(outer: Frame, start: number, end: number): Frame {
  return { outer, start, end, given: new Map(), answers: new Map() };
}

/** The innermost frame whose function is round this row. */
export function frameAround(frame: Frame, row: number): Frame {
  let at = frame;
  while (at.outer && !(at.start < row && row < at.end)) at = at.outer;
  return at;
}

/** The frame of a call of the function at this row, where one is being made. */
export function frameOf(frame: Frame, functionRow: number): Frame | undefined {
  let at: Frame | undefined = frame;
  while (at && at.start !== functionRow) at = at.outer;
  return at;
}
