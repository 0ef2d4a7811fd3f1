/**
 * The text with nothing in it that a terminal would obey: each control character as its picture (␛), marks
 * that reorder text and broken characters as U+FFFD. Keeps the number of UTF-16 code units.
 */
export declare function toPrintable(text: string): string;
/** The text as one printable line: line ends, tabs and the blanks round them become one space. */
export declare function toLine(text: string): string;
/** A count with its noun: "1 file", "2 files". */
export declare function countOf(count: number, noun: string): string;
