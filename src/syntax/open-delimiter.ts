import type { Span } from "../text/index.ts";

interface Delimiter {
  readonly token: string;
  readonly span: Span;
}

const closers: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]", "${": "}" };

/**
 * The innermost string or bracket that is still open at the end of the file. Reads the text alone, since the tree of
 * broken text does not tell. Linear.
 */
export function findOpenDelimiter(bytes: Uint8Array): Delimiter | undefined {
  const text = Buffer.from(bytes).toString("latin1");
  const open: Delimiter[] = [];
  const push = (token: string, at: number): void => {
    open.push({ token, span: { start: at, end: at + token.length } });
  };
  for (let at = 0; at < text.length;) {
    const top = open.at(-1)?.token;
    if (top === '"') at = readString(text, at, open, push);
    else if (top === "''") at = readIndentedString(text, at, open, push);
    else at = readCode(text, at, open, push);
  }
  return open.at(-1);
}

type Push = (token: string, at: number) => void;

function readString(text: string, at: number, open: Delimiter[], push: Push): number {
  if (text[at] === "\\") return at + 2;
  if (text[at] === '"') open.pop();
  else if (text.startsWith("${", at)) push("${", at);
  else if (text.startsWith("$$", at)) return at + 2;
  return at + (text.startsWith("${", at) ? 2 : 1);
}

function readIndentedString(text: string, at: number, open: Delimiter[], push: Push): number {
  if (text.startsWith("''", at)) {
    if (text[at + 2] === "'" || text[at + 2] === "$") return at + 3;
    if (text[at + 2] === "\\") return at + 4;
    open.pop();
    return at + 2;
  }
  if (text.startsWith("$$", at)) return at + 2;
  if (!text.startsWith("${", at)) return at + 1;
  push("${", at);
  return at + 2;
}

function readCode(text: string, at: number, open: Delimiter[], push: Push): number {
  const character = text[at] ?? "";
  if (character === "#") return endOr(text, text.indexOf("\n", at), 0);
  if (text.startsWith("/*", at)) return endOr(text, text.indexOf("*/", at + 2), 2);
  if (/[A-Za-z_]/.test(character)) {
    let end = at + 1;
    while (/[\w'-]/.test(text[end] ?? "")) end += 1;
    return end;
  }
  const token = ["''", "${", '"', "{", "(", "["].find((candidate) =>
    text.startsWith(candidate, at),
  );
  if (token) {
    push(token, at);
    return at + token.length;
  }
  const top = open.at(-1)?.token;
  if (top !== undefined && closers[top] === character) open.pop();
  return at + 1;
}

function endOr(text: string, found: number, length: number): number {
  return found === -1 ? text.length : found + length;
}
