import { Kind, type SyntaxTree } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";

/** Where comment lines can stand in a file. Lines are 1-based. */
export interface IgnoreLines {
  /** Whether a comment line can stand above the line: its beginning lies in no string, path or comment. */
  isFree(line: number): boolean;
  /** The narrowest run of lines around `line` before and after which comment lines can stand. */
  blockAround(line: number): { readonly first: number; readonly last: number };
  /** The first line that is no interpreter line (`#!`), above which a note on the file stands. */
  readonly top: number;
}

interface Piece extends Span {
  /** Code again, within a string or path. */
  readonly isCode: boolean;
}

const opaqueKinds = [
  Kind.string_expression,
  Kind.indented_string_expression,
  Kind.path_expression,
  Kind.hpath_expression,
  Kind.comment,
];

/** Looks where comment lines can stand, in one sweep over the file. */
export function findIgnoreLines(tree: SyntaxTree): IgnoreLines {
  const { source } = tree;
  const pieces = findPieces(tree);
  const outermost: (Span | undefined)[] = [];
  const isInText: boolean[] = [];
  const open: Piece[] = [];
  let next = 0;
  for (let line = 1; line <= source.lineCount; line++) {
    const { start } = source.lineSpan(line);
    for (let piece = pieces[next]; piece && piece.start < start; piece = pieces[++next]) {
      closeBefore(open, piece.start);
      open.push(piece);
    }
    closeBefore(open, start);
    outermost[line] = open[0];
    isInText[line] = open.length > 0 && open.at(-1)?.isCode === false;
  }
  const isFree = (line: number): boolean => isInText[line] !== true;

  return {
    isFree,
    blockAround(line) {
      let first = line;
      let last = line;
      for (let around = outermost[first]; !isFree(first) && around; around = outermost[first]) {
        last = Math.max(last, source.lineAt(around.end));
        first = source.lineAt(around.start);
      }
      for (let around = outermost[last + 1]; !isFree(last + 1) && around;) {
        last = source.lineAt(around.end);
        around = outermost[last + 1];
      }
      return { first, last };
    },
    get top() {
      let line = 1;
      while (line < source.lineCount && textOfLine(tree, line).startsWith("#!")) line += 1;
      return line;
    },
  };
}

function textOfLine({ source }: SyntaxTree, line: number): string {
  const { start, end } = source.lineSpan(line);
  return source.slice(start, Math.min(end, start + 2));
}

/** Strings, paths, comments and the code within them, outer ones first. */
function findPieces(tree: SyntaxTree): Piece[] {
  const pieces: Piece[] = [];
  for (const kind of [...opaqueKinds, Kind.interpolation]) {
    for (const row of tree.rowsOfKind(kind)) {
      const isCode = kind === Kind.interpolation;
      pieces.push({ start: tree.startOf(row), end: tree.endOf(row), isCode });
    }
  }
  return pieces.sort((a, b) => a.start - b.start || b.end - a.end);
}

function closeBefore(open: Piece[], offset: number): void {
  while ((open.at(-1)?.end ?? Infinity) <= offset) open.pop();
}
