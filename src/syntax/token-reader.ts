import type { Span } from "../text/index.ts";

/** One token of the text as far as broken text tells. */
export interface TextToken extends Span {
  readonly kind: "name" | "keyword" | "value" | "mark" | "open-comment" | "end";
  readonly text: string;
}

/** What encloses a place: a bracket, a string, or a keyword whose other half is still to come. */
export interface Frame extends Span {
  readonly opener: "{" | "(" | "[" | "${" | '"' | "''" | "let" | "if" | "with" | "assert";
  /** In an `if`: whether `then` has come. In a set or `let`: whether the binding being read has its `=`. */
  isHalfway: boolean;
  /** In a set or `let`: how many tokens the binding being read has. */
  length: number;
  isInherit: boolean;
  /** In braces: whether a comma or `?` makes it a function's pattern. */
  isPattern: boolean;
}

/** Goes over the tokens of a text, and knows what is open. */
export interface TokenReader {
  /** What encloses the next token, outermost first. */
  readonly frames: readonly Frame[];
  /** The token after the last one that was taken; of kind `end` at the end of the text. */
  readonly next: TextToken;
  /** Steps over the next token. */
  take(): void;
}

const closers: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]", "${": "}" };

const keywords: ReadonlySet<string> = new Set(
  "if then else let in inherit rec with assert".split(" "),
);

// Runs are bounded: no text must make the search quadratic.
const patterns: readonly (readonly [TextToken["kind"], RegExp])[] = [
  ["open-comment", /\/\*/y],
  ["value", /[A-Za-z][\w+.-]{0,60}:[\w%/?:@&=+$,.!~*'-]+/y],
  ["value", /~?[\w.+-]{0,200}(?:\/[\w.+-]+)+\/?|~?[\w.+-]{0,200}\/(?=\$\{)/y],
  ["value", /<[\w.+-]{1,200}(?:\/[\w.+-]+)*>/y],
  ["name", /[A-Za-z_][\w'-]*/y],
  ["value", /\d+(?:\.\d*(?:[eE][+-]?\d+)?)?|\.\d+/y],
  ["mark", /\.\.\.|==|!=|<=|>=|&&|\|\||->|\/\/|\+\+|\$\{|\|>|<\||''/y],
  ["mark", /[^]/y],
];

/** Reads a text of which each character stands for one byte (latin1), from an offset on. */
export function createTokenReader(text: string, from = 0): TokenReader {
  const frames: Frame[] = [];
  let next = readToken(text, from, undefined);

  function push(opener: Frame["opener"], { start, end }: Span): void {
    frames.push({
      ...{ opener, start, end },
      ...{ isHalfway: false, length: 0, isInherit: false, isPattern: false },
    });
  }

  /** A closing bracket ends what stands open inside of its own; where nothing fits it is passed over. */
  function close(closer: string): void {
    const match = frames.findLastIndex(({ opener }) => closers[opener] === closer);
    if (match >= 0) frames.length = match;
  }

  /** A keyword ends its own other half, but not across a bracket. */
  function closeKeyword(opener: string): void {
    for (let index = frames.length - 1; index >= 0; index--) {
      const frame = frames[index]?.opener ?? "";
      if (frame === opener) frames.length = index;
      if (frame === opener || Object.hasOwn(closers, frame)) return;
    }
  }

  function endStatement(): void {
    while (frames.at(-1)?.opener === "if") frames.pop();
    const top = frames.at(-1);
    if (top?.opener === "with" || top?.opener === "assert") frames.pop();
    else if (top) Object.assign(top, { isHalfway: false, length: 0, isInherit: false });
  }

  function takeMark(token: TextToken): void {
    const top = frames.at(-1);
    const { text: mark } = token;
    if (top?.opener === mark && (mark === '"' || mark === "''")) frames.pop();
    else if (mark === '"' || mark === "''" || isOpener(mark)) push(mark, token);
    else if (mark === ")" || mark === "]" || mark === "}") close(mark);
    else if (mark === ";") endStatement();
    else if (mark === "=" && top) top.isHalfway = true;
    else if ((mark === "," || mark === "?") && top && !top.isHalfway) top.isPattern = true;
  }

  function takeKeyword(token: TextToken): void {
    const top = frames.at(-1);
    switch (token.text) {
      case "let":
        if (!/[ \t\r\n]*\{/y.test(text.slice(token.end, token.end + 200))) push("let", token);
        break;
      case "if":
      case "with":
      case "assert":
        push(token.text, token);
        break;
      case "then":
        if (top?.opener === "if") top.isHalfway = true;
        break;
      case "else":
        closeKeyword("if");
        break;
      case "in":
        closeKeyword("let");
        break;
      case "inherit":
        if (top?.length === 1) top.isInherit = true;
        break;
      default:
    }
  }

  return {
    frames,
    get next() {
      return next;
    },
    take() {
      const taken = next;
      const top = frames.at(-1);
      if (top) top.length += 1;
      if (taken.kind === "mark") takeMark(taken);
      else if (taken.kind === "keyword") takeKeyword(taken);
      next = readToken(text, taken.end, frames.at(-1)?.opener);
    },
  };
}

/** The bracket that closes what an opening one opens. */
export function closerOf(opener: string): string | undefined {
  return closers[opener];
}

function isOpener(mark: string): mark is "{" | "(" | "[" | "${" {
  return Object.hasOwn(closers, mark);
}

function readToken(text: string, from: number, inside: Frame["opener"] | undefined): TextToken {
  if (inside === '"' || inside === "''") return readInString(text, from, inside);
  const start = skipBlank(text, from);
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    if (!pattern.test(text)) continue;
    const end = kind === "open-comment" ? text.length : pattern.lastIndex;
    const word = text.slice(start, end);
    return { kind: keywords.has(word) ? "keyword" : kind, text: word, start, end };
  }
  return { kind: "end", text: "", start: text.length, end: text.length };
}

function skipBlank(text: string, from: number): number {
  for (let at = from; ;) {
    while (" \t\r\n".includes(text[at] ?? "x")) at += 1;
    if (text[at] === "#") {
      while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at += 1;
      continue;
    }
    const end = text.startsWith("/*", at) ? text.indexOf("*/", at + 2) : -1;
    if (end === -1) return at;
    at = end + 2;
  }
}

const stringPart = /[^"\\$]{1,1000}|\\[^]|\$(?!\{)[^"\\]?/y;
const indentedStringPart = /[^'$]{1,1000}|''['$]|''\\[^]|'(?!')\$?|\$(?!\{)[^']?/y;

/** In a string only its end and `${` are tokens. */
function readInString(text: string, from: number, quote: '"' | "''"): TextToken {
  const part = quote === '"' ? stringPart : indentedStringPart;
  let start = from;
  for (part.lastIndex = from; part.test(text);) start = part.lastIndex;
  const mark = ["${", quote].find((candidate) => text.startsWith(candidate, start));
  if (!mark) return { kind: "end", text: "", start: text.length, end: text.length };
  return { kind: "mark", text: mark, start, end: start + mark.length };
}
