import type {
  AnyNode,
  IndentedStringExpression,
  StringExpression,
  SyntaxTree,
} from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";

/** A string of the file, of either form. */
export type StringNode = StringExpression | IndentedStringExpression;

/** What a string holds, with the way back to the file. */
export interface StringText {
  readonly node: StringNode;
  /** Escapes read, indentation left in. Each interpolation is one {@link INTERPOLATION}. */
  readonly text: string;
  /** The bytes of the file that a part of the text came from. */
  spanOf(start: number, end: number): Span;
}

/** Stands for an interpolation: a private-use character, which no shape matches. */
export const INTERPOLATION = "\uE000";

const plainEscapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** Whether a node is a string. */
export function isString(node: AnyNode): node is StringNode {
  return node.is("string_expression", "indented_string_expression");
}

/** The bytes between the quotes. */
export function insideOf(node: StringNode): Span {
  const quotes = node.kind === "string_expression" ? 1 : 2;
  return { start: node.start + quotes, end: Math.max(node.end - quotes, node.start + quotes) };
}

/** Reads a string. The way back is worked out only when asked for, and goes on from where it was asked for last. */
export function readString(node: StringNode): StringText {
  const pieces = piecesOf(node);
  let cursor: Cursor = { index: 0, text: 0, within: 0, bytes: 0 };
  const seek = (target: number, isEnd: boolean): number => {
    if (target < cursor.text + cursor.within) cursor = { index: 0, text: 0, within: 0, bytes: 0 };
    cursor = advance(pieces, cursor, target, isEnd);
    const piece = pieces[cursor.index];
    if (!piece) return pieces.at(-1)?.end ?? insideOf(node).start;
    if (piece.isVerbatim) return piece.start + cursor.bytes;
    return isEnd && cursor.within > 0 ? piece.end : piece.start;
  };
  return {
    node,
    text: pieces.map(({ text }) => text).join(""),
    spanOf: (start, end) => ({ start: seek(start, false), end: seek(end, true) }),
  };
}

/** How far a text has been followed: a piece, where it begins in the text, and how much of it is passed. */
interface Cursor {
  readonly index: number;
  readonly text: number;
  readonly within: number;
  /** The bytes that were passed of it. */
  readonly bytes: number;
}

function advance(pieces: readonly Piece[], from: Cursor, target: number, isEnd: boolean): Cursor {
  let { index, text } = from;
  for (; index < pieces.length; index++) {
    const length = pieces[index]?.text.length ?? 0;
    if (target < text + length || (isEnd && target === text + length)) break;
    text += length;
  }
  const passed = index === from.index ? from : { within: 0, bytes: 0 };
  const within = target - text;
  const more = pieces[index]?.text.slice(passed.within, within) ?? "";
  return { index, text, within, bytes: passed.bytes + Buffer.byteLength(more) };
}

/** A string's text where it has no interpolation. */
export function constantTextOf(node: StringNode): string | undefined {
  const { text } = readString(node);
  return text.includes(INTERPOLATION) ? undefined : text;
}

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether the text stands in the file as it is, so that an offset within it counts. */
  readonly isVerbatim: boolean;
}

function piecesOf(node: StringNode): readonly Piece[] {
  const { tree } = node;
  const { start, end } = insideOf(node);
  const isIndented = node.kind === "indented_string_expression";
  const pieces: Piece[] = [];
  let at = start;
  for (const child of node.children) {
    if (!child.is("interpolation")) continue;
    readFragment(tree, at, child.start, isIndented, pieces);
    pieces.push({ text: INTERPOLATION, start: child.start, end: child.end, isVerbatim: false });
    at = child.end;
  }
  readFragment(tree, at, end, isIndented, pieces);
  return pieces;
}

const quotedEscape = /\\([^])/g;
const indentedEscape = /''(?:\\([^])|(\$)|')/g;

function readFragment(
  { source }: SyntaxTree,
  start: number,
  end: number,
  isIndented: boolean,
  pieces: Piece[],
): void {
  if (end <= start) return;
  const raw = source.slice(start, end);
  let from = 0;
  let at = start;
  const push = (text: string, written: string, isVerbatim: boolean): void => {
    if (written === "") return;
    const length = Buffer.byteLength(written);
    pieces.push({ text, start: at, end: at + length, isVerbatim });
    at += length;
  };
  for (const match of raw.matchAll(isIndented ? indentedEscape : quotedEscape)) {
    const [written, escaped, dollar] = match;
    const before = raw.slice(from, match.index);
    push(before, before, true);
    const text =
      escaped !== undefined
        ? (plainEscapes[escaped] ?? escaped)
        : dollar !== undefined
          ? "$"
          : "''";
    push(text, written, false);
    from = match.index + written.length;
  }
  const rest = raw.slice(from);
  push(rest, rest, true);
}
