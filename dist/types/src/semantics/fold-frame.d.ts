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
export declare function createRootFrame(): Frame;
/** A frame for one call of the function at these rows. */
export declare function createFrame(outer: Frame, start: number, end: number): Frame;
/** The innermost frame whose function is round this row. */
export declare function frameAround(frame: Frame, row: number): Frame;
/** The frame of a call of the function at this row, where one is being made. */
export declare function frameOf(frame: Frame, functionRow: number): Frame | undefined;
