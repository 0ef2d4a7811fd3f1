import { startOfText, type Span } from "../text/index.ts";
import { classifyError } from "./classify-error.ts";
import { Field, Kind, Token } from "./generated/kinds.ts";
import { findTooDeep } from "./nesting.ts";
import type { SyntaxError } from "./syntax-error-kind.ts";
import { closerOf, createTokenReader, type Frame, type TextToken } from "./token-reader.ts";
import type { SyntaxTree } from "./tree.ts";

/** More than this many in one file say nothing new. */
const LIMIT = 20;

/** No more than this much of a token is shown. */
const SHOWN_LENGTH = 60;

/** How many tokens before an error are looked at. */
const MEMORY = 64;

const chainable: ReadonlySet<number> = new Set(
  (["==", "!=", "<", "<=", ">", ">="] as const).map((operator) => Token[operator]),
);
const equality: ReadonlySet<number> = new Set([Token["=="], Token["!="]]);

/**
 * The syntax errors of a file, in order, at most twenty. The first is where Nix reports its own: at the token that it
 * could not take. Empty exactly when `nix-instantiate --parse` finds the syntax in order.
 */
export function findSyntaxErrors(tree: SyntaxTree): readonly SyntaxError[] {
  if (tree.isGivenUp) {
    const start = tree.firstError ?? 0;
    return [{ kind: "given-up", span: { start, end: start }, token: "" }];
  }
  const errors = [
    ...describeUnreadable(tree),
    ...chainedOperators(tree),
    ...pathsWithTrailingSlash(tree),
  ];
  const tooDeep = findTooDeep(tree);
  if (tooDeep !== undefined) {
    const span = { start: tooDeep, end: tooDeep + 1 };
    errors.push({ kind: "nested-too-deep", span, token: shown(tree, span) });
  }
  if (errors.length === 0 && tree.fieldRow(0, Field.expression) === undefined) {
    errors.push({ kind: "empty-file", span: { start: 0, end: 0 }, token: "" });
  }
  const unique = new Map(errors.toReversed().map((error) => [error.span.start, error]));
  return [...unique.values()].toSorted((a, b) => a.span.start - b.span.start).slice(0, LIMIT);
}

/** The first token that the parser could not take, and where each broken region after it begins. */
function describeUnreadable(tree: SyntaxTree): SyntaxError[] {
  const { firstError } = tree;
  if (firstError === undefined) return [];
  const places = [firstError];
  let regionEnd = 0;
  for (const row of tree.rowsOfKind(Kind.ERROR)) {
    if (row < regionEnd) continue;
    regionEnd = tree.subtreeEndOf(row);
    if (tree.startOf(row) > firstError) places.push(tree.startOf(row));
    if (places.length === LIMIT) break;
  }
  const { bytes } = tree.source;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const bom = startOfText(bytes);
  const errors: SyntaxError[] = [];
  const reader = createTokenReader(text, bom);
  const before: TextToken[] = [];
  for (const place of places) {
    if (place === 0 && bom > 0) {
      errors.push({ kind: "byte-order-mark", span: { start: 0, end: bom }, token: "" });
      continue;
    }
    while (reader.next.kind !== "end" && reader.next.end <= place) {
      before.push(reader.next);
      if (before.length > 2 * MEMORY) before.splice(0, MEMORY);
      reader.take();
    }
    errors.push(describePlace(tree, text, place, reader.next, before, reader.frames));
  }
  return errors;
}

function describePlace(
  tree: SyntaxTree,
  text: string,
  place: number,
  next: TextToken,
  before: readonly TextToken[],
  frames: readonly Frame[],
): SyntaxError {
  if (next.kind === "end") return describeEnd(text, before, frames);
  // The parser may have taken the beginning of a token that is one to Nix: the first dot of `...`. Within a string the
  // reader stands at its end.
  const start = Math.min(place, next.start);
  const length = next.start > place ? 0 : next.kind === "open-comment" ? 2 : next.text.length;
  const span = { start, end: Math.max(start + length, characterEnd(text, start)) };
  const token = shown(tree, span);
  if (text[start] === "\0") return { kind: "nul-byte", span, token };
  if (next.kind === "open-comment") return { kind: "unclosed-comment", span, token };
  if (next.start > place) return { kind: "unexpected", span, token };
  return { span, token, ...classifyError({ text, token: next, before, frames }) };
}

/** At the end of the file: the string, bracket or keyword that was left open, if there is one. */
function describeEnd(
  text: string,
  before: readonly TextToken[],
  frames: readonly Frame[],
): SyntaxError {
  const previous = before.at(-1);
  const end = previous?.end ?? text.trimEnd().length;
  const span = { start: end, end };
  const open =
    frames.findLast(({ opener }) => closerOf(opener) !== undefined || isQuote(opener)) ??
    frames.at(-1);
  if (!open) {
    const base = { span, token: "" };
    if (previous?.text === ".") return { ...base, kind: "dot-without-name", expected: "a name" };
    if (previous?.text === "@") return { ...base, kind: "at-without-name", expected: "a name" };
    return { ...base, kind: "unexpected-end" };
  }
  const { opener: token } = open;
  const opening = { start: open.start, end: open.end };
  if (isQuote(token)) return { kind: "unclosed-string", span: opening, token };
  const expected = closerOf(token);
  if (expected !== undefined) return { kind: "unclosed-bracket", span, token, opening, expected };
  if (token === "let") return { kind: "let-without-in", span, token, opening, expected: "in" };
  if (token !== "if") return { kind: "unexpected-end", span, token: "" };
  return open.isHalfway
    ? { kind: "if-without-else", span, token, opening, expected: "else" }
    : { kind: "if-without-then", span, token, opening, expected: "then" };
}

function isQuote(opener: string): boolean {
  return opener === '"' || opener === "''";
}

/** Nix has no meaning for `a == b == c` and `a < b < c`. */
function chainedOperators(tree: SyntaxTree): SyntaxError[] {
  const errors: SyntaxError[] = [];
  for (const row of tree.rowsOfKind(Kind.binary_expression)) {
    const operator = tree.fieldRow(row, Field.operator);
    if (operator === undefined || !chainable.has(tree.kindOf(operator))) continue;
    for (const side of [Field.left, Field.right]) {
      const operand = tree.fieldRow(row, side);
      if (operand === undefined || tree.kindOf(operand) !== Kind.binary_expression) continue;
      const other = tree.fieldRow(operand, Field.operator);
      if (other === undefined || !chainable.has(tree.kindOf(other))) continue;
      if (equality.has(tree.kindOf(other)) !== equality.has(tree.kindOf(operator))) continue;
      const at = side === Field.left ? operator : other;
      const span = { start: tree.startOf(at), end: tree.endOf(at) };
      errors.push({ kind: "chained-operator", span, token: tree.kindNameOf(at) });
    }
  }
  return errors;
}

function pathsWithTrailingSlash(tree: SyntaxTree): SyntaxError[] {
  const errors: SyntaxError[] = [];
  for (const kind of [Kind.path_expression, Kind.hpath_expression]) {
    for (const row of tree.rowsOfKind(kind)) {
      const end = tree.endOf(row);
      if (tree.source.bytes[end - 1] !== 0x2f) continue;
      const span = { start: tree.startOf(row), end };
      errors.push({ kind: "path-trailing-slash", span, token: shown(tree, span) });
    }
  }
  return errors;
}

function shown(tree: SyntaxTree, { start, end }: Span): string {
  if (end - start <= SHOWN_LENGTH) return tree.source.slice(start, end);
  return `${tree.source.slice(start, start + SHOWN_LENGTH)}…`;
}

/** End of the character at a place: its bytes after the first are from 0x80 to 0xbf. */
function characterEnd(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== undefined && (text.charCodeAt(end) & 0xc0) === 0x80) end += 1;
  return Math.min(end, text.length);
}
