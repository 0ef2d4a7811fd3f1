import { INTERPOLATION } from "./string-text.ts";
import { secretKindOf } from "./key-names.ts";

/** A line `key = value` or `key: value` of a text, by UTF-16 offsets of the value. */
export interface KeyValueLine {
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const line =
  /^[ \t]{0,100}(?:export[ \t]{1,10}|set[ \t]{1,10}|- )?["']?([A-Za-z][\w.-]{1,80})["']?[ \t]{0,40}(?:=|:)[ \t]{0,40}/;
const LONGEST_LINE = 4000;

/** The lines of a text that set a key with the name of a secret, with their values as written, quotes taken off. */
export function* secretLines(text: string): Generator<KeyValueLine> {
  for (let from = 0; from <= text.length;) {
    const newline = text.indexOf("\n", from);
    const end = newline === -1 ? text.length : newline;
    const content = text.slice(from, Math.min(end, from + LONGEST_LINE));
    const match = line.exec(content);
    if (match) {
      const [head, key = ""] = match;
      const raw = content.slice(head.length).trimEnd().replace(/[;,]$/, "");
      const quote = /^["']/.exec(raw)?.[0] ?? "";
      const isQuoted = quote !== "" && raw.endsWith(quote) && raw.length > 1;
      const value = isQuoted ? raw.slice(1, -1) : raw;
      const start = from + head.length + (isQuoted ? 1 : 0);
      if (secretKindOf(key) && !value.includes(INTERPOLATION))
        yield { key, value, start, end: start + value.length };
    }
    from = end + 1;
  }
}
