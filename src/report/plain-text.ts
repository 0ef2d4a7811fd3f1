/** What a terminal obeys, what reorders the text around it, and what is no character. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

const REPLACEMENT = "\u{FFFD}";
const FIRST_CONTROL_PICTURE = 0x2400;
const DELETE = 0x7f;

/**
 * The text with nothing in it that a terminal would obey: each control character as its picture (␛), marks
 * that reorder text and broken characters as U+FFFD. Keeps the number of UTF-16 code units.
 */
export function toPrintable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(FIRST_CONTROL_PICTURE + code);
    return code === DELETE ? "␡" : REPLACEMENT;
  });
}

/** The text as one printable line: line ends, tabs and the blanks round them become one space. */
export function toLine(text: string): string {
  const pieces = text.split(/[\t\r\n\u2028\u2029]/u).map((piece) => piece.trim());
  return toPrintable(pieces.filter((piece) => piece !== "").join(" "));
}

/** A count with its noun: "1 file", "2 files". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
