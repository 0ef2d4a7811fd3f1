import { startOfText, type Span } from "../text/index.ts";
import { Field, Kind, Token } from "./generated/kinds.ts";
import { findTooDeep } from "./nesting.ts";
import { findOpenDelimiter } from "./open-delimiter.ts";
import type { SyntaxTree } from "./tree.ts";

/** What kind of mistake a syntax error is, as far as the text tells. */
export type SyntaxErrorKind =
  | "empty-file"
  | "byte-order-mark"
  | "given-up"
  | "nul-byte"
  | "unclosed-string"
  | "unclosed-comment"
  | "unclosed-bracket"
  | "missing-semicolon"
  | "missing-comma"
  | "chained-operator"
  | "path-trailing-slash"
  | "nested-too-deep"
  | "unexpected-end"
  | "unexpected";

/** One place that Nix could not read. */
export interface SyntaxError {
  readonly kind: SyntaxErrorKind;
  readonly span: Span;
  /** The text that is not expected, the operator that is chained, the bracket that stays open. */
  readonly token: string;
  /** The bracket that was left open. */
  readonly opening?: Span;
}

/** More than this many in one file say nothing new. */
const LIMIT = 20;

const chainable: ReadonlySet<number> = new Set(
  (["==", "!=", "<", "<=", ">", ">="] as const).map((operator) => Token[operator]),
);
const equality: ReadonlySet<number> = new Set([Token["=="], Token["!="]]);

/**
 * The syntax errors of a file, in order, at most twenty. The first is where Nix reports its own: at the token that it
 * could not take. Empty exactly when `nix-instantiate --parse` finds the syntax in order.
 */
export function findSyntaxErrors(tree: SyntaxTree): readonly SyntaxError[] {
  const errors: SyntaxError[] = [];
  if (tree.isGivenUp) {
    const start = tree.firstError ?? 0;
    errors.push({ kind: "given-up", span: { start, end: start }, token: "" });
    return errors;
  }
  if (tree.firstError !== undefined) errors.push(describeError(tree, tree.firstError));
  for (const row of tree.rowsOfKind(Kind.ERROR)) {
    const start = tree.startOf(row);
    if (isOutermost(tree, row) && start > (tree.firstError ?? 0))
      errors.push(describeError(tree, start));
  }
  errors.push(...chainedOperators(tree), ...pathsWithTrailingSlash(tree));
  const tooDeep = findTooDeep(tree);
  if (tooDeep !== undefined) {
    const span = { start: tooDeep, end: tooDeep + 1 };
    errors.push({ kind: "nested-too-deep", span, token: tree.source.slice(span.start, span.end) });
  }
  if (errors.length === 0 && tree.fieldRow(0, Field.expression) === undefined) {
    errors.push({ kind: "empty-file", span: { start: 0, end: 0 }, token: "" });
  }
  const unique = new Map(errors.map((error) => [error.span.start, error]));
  return [...unique.values()].toSorted((a, b) => a.span.start - b.span.start).slice(0, LIMIT);
}

function isOutermost(tree: SyntaxTree, row: number): boolean {
  for (let above = tree.parentOf(row); above !== 0; above = tree.parentOf(above)) {
    if (tree.kindOf(above) === Kind.ERROR) return false;
  }
  return true;
}

/** Nix has no meaning for `a == b == c` and `a < b < c`. */
function chainedOperators(tree: SyntaxTree): SyntaxError[] {
  const errors: SyntaxError[] = [];
  const report = (row: number): void => {
    const span = { start: tree.startOf(row), end: tree.endOf(row) };
    errors.push({ kind: "chained-operator", span, token: tree.kindNameOf(row) });
  };
  for (const row of tree.rowsOfKind(Kind.binary_expression)) {
    const operator = tree.fieldRow(row, Field.operator);
    if (operator === undefined || !chainable.has(tree.kindOf(operator))) continue;
    for (const side of [Field.left, Field.right]) {
      const operand = tree.fieldRow(row, side);
      if (operand === undefined || tree.kindOf(operand) !== Kind.binary_expression) continue;
      const other = tree.fieldRow(operand, Field.operator);
      if (other === undefined || !chainable.has(tree.kindOf(other))) continue;
      if (equality.has(tree.kindOf(other)) !== equality.has(tree.kindOf(operator))) continue;
      report(side === Field.left ? operator : other);
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
      errors.push({ kind: "path-trailing-slash", span, token: tree.source.slice(span.start, end) });
    }
  }
  return errors;
}

function describeError(tree: SyntaxTree, start: number): SyntaxError {
  const { bytes } = tree.source;
  if (start === 0 && startOfText(bytes) > 0) {
    return { kind: "byte-order-mark", span: { start: 0, end: startOfText(bytes) }, token: "" };
  }
  if (start >= bytes.length) return describeEnd(bytes);
  const end = tokenEnd(bytes, start);
  const token = tree.source.slice(start, end);
  const span = { start, end };
  if (bytes[start] === 0) return { kind: "nul-byte", span, token };
  if (token === "/*") return { kind: "unclosed-comment", span, token };
  if (token === "=") return { kind: "missing-semicolon", span, token };
  return { kind: "unexpected", span, token };
}

/** At the end of the file: the string or bracket that was left open, if there is one. */
function describeEnd(bytes: Uint8Array): SyntaxError {
  let end = bytes.length;
  while (end > 0 && isBlank(bytes[end - 1])) end -= 1;
  const open = findOpenDelimiter(bytes);
  if (!open) return { kind: "unexpected-end", span: { start: end, end }, token: "" };
  const isString = open.token === '"' || open.token === "''";
  return isString
    ? { kind: "unclosed-string", span: open.span, token: open.token }
    : {
        kind: "unclosed-bracket",
        span: { start: end, end },
        token: open.token,
        opening: open.span,
      };
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const operators = [
  "/*",
  "...",
  "==",
  "!=",
  "<=",
  ">=",
  "&&",
  "||",
  "->",
  "//",
  "++",
  "${",
  "|>",
  "<|",
  "''",
];

/** End of the token at `start`, for showing it: a word, an operator, or one character. */
function tokenEnd(bytes: Uint8Array, start: number): number {
  const isWord = (byte: number | undefined): boolean =>
    byte !== undefined && /[\w'-]/.test(String.fromCharCode(byte)) && byte < 0x80;
  let end = start;
  while (isWord(bytes[end])) end += 1;
  if (end > start && bytes[start] !== 0x27 && bytes[start] !== 0x2d) return end;
  const text = Buffer.from(bytes.subarray(start, start + 3)).toString("latin1");
  const operator = operators.find((candidate) => text.startsWith(candidate));
  if (operator) return start + operator.length;
  end = start + 1;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end += 1;
  return end;
}
