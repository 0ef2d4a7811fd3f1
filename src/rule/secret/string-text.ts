import type {
  AnyNode,
  IndentedStringExpression,
  StringExpression,
  SyntaxTree,
} from "../../syntax/index.ts";
import type { SourceText, Span } from "../../text/index.ts";

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

/** Reads a string. The way back is worked out only when asked for. */
export function readString(node: StringNode): StringText {
  const { source } = node.tree;
  const pieces = piecesOf(node);
  return {
    node,
    text: pieces.map(({ text }) => text).join(""),
    spanOf: (start, end) => ({
      start: offsetIn(pieces, source, start, false),
      end: offsetIn(pieces, source, end, true),
    }),
  };
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

function offsetIn(
  pieces: readonly Piece[],
  source: SourceText,
  index: number,
  isEnd: boolean,
): number {
  let left = index;
  for (const { text, start, end, isVerbatim } of pieces) {
    if (left > text.length || (left === text.length && !isEnd)) {
      left -= text.length;
      continue;
    }
    if (!isVerbatim) return isEnd && left > 0 ? end : start;
    return start + Buffer.byteLength(source.slice(start, end).slice(0, left));
  }
  return pieces.at(-1)?.end ?? 0;
}
