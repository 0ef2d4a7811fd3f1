/** One character as a person sees it, with the place it takes up in a terminal. */
export interface Cell {
    readonly text: string;
    /** In terminal columns: 0, 1 or 2, more for a tab. */
    readonly width: number;
    /** Where it begins and ends in the line, in UTF-16 code units. */
    readonly start: number;
    readonly end: number;
}
/** Splits a line into what takes up columns of a terminal. Tabs become spaces, control characters pictures. */
export declare function layOutLine(line: string): readonly Cell[];
