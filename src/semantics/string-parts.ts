import { Kind, type SyntaxTree } from "../syntax/index.ts";

/** A piece of a string: text as Nix reads it, or the row of an interpolation. */
export type StringPart = string | number;

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** The tokens of `''…''` as Nix's lexer cuts them; how text is cut decides what counts as indentation. */
const indentedToken = /(?:[^$']|\$[^{']|'[^'$])+|''\$|'''|''\\[^]|\$|'/gy;

/** What a `"…"` or `''…''` string consists of: escapes read, indentation taken off. Never two texts in a row. */
export function stringParts(tree: SyntaxTree, row: number): readonly StringPart[] {
  return tree.kindOf(row) === Kind.indented_string_expression
    ? indentedParts(rawParts(tree, row, 2))
    : joined(
        rawParts(tree, row, 1).map((part) => (typeof part === "string" ? readEscapes(part) : part)),
      );
}

/** The value of a string without interpolations. */
export function constantString(tree: SyntaxTree, row: number): string | undefined {
  const [first = "", ...others] = stringParts(tree, row);
  return typeof first === "string" && others.length === 0 ? first : undefined;
}

/** The text between the quotes as written, cut at interpolations. */
function rawParts(tree: SyntaxTree, row: number, quoteLength: number): StringPart[] {
  const parts: StringPart[] = [];
  let from = tree.startOf(row) + quoteLength;
  const end = tree.subtreeEndOf(row);
  for (let child = row + 1; child < end; child = tree.subtreeEndOf(child)) {
    if (tree.kindOf(child) !== Kind.interpolation) continue;
    if (tree.startOf(child) > from) parts.push(tree.source.slice(from, tree.startOf(child)));
    parts.push(child);
    from = tree.endOf(child);
  }
  const close = tree.endOf(row) - quoteLength;
  if (close > from) parts.push(tree.source.slice(from, close));
  return parts;
}

/** Outside escapes Nix reads every line end in a `"…"` string as LF. */
function readEscapes(text: string): string {
  return text.replace(/\\([^])|\r\n?/g, (_, escaped: string | undefined) =>
    escaped === undefined ? "\n" : (escapes[escaped] ?? escaped),
  );
}

interface Piece {
  readonly text: string;
  /** Escapes and lone `$` or `'` end the indentation of a line. */
  readonly isPlain: boolean;
}

function indentedParts(raw: readonly StringPart[]): readonly StringPart[] {
  const pieces = raw.flatMap((part, index): (Piece | number)[] =>
    typeof part === "number" ? [part] : cutIndented(index === 0 ? part.replace(/^ *\n/, "") : part),
  );
  return joined(withoutIndentation(pieces, indentationOf(pieces)));
}

function cutIndented(text: string): Piece[] {
  return Array.from(text.matchAll(indentedToken), ([token]) => {
    if (token === "''$" || token === "$") return { text: "$", isPlain: false };
    if (token === "'''") return { text: "''", isPlain: false };
    if (token === "'") return { text: token, isPlain: false };
    return token.startsWith("''\\")
      ? { text: readEscapes(token.slice(2)), isPlain: false }
      : { text: token, isPlain: true };
  });
}

/** How many spaces all lines that hold something begin with. */
function indentationOf(pieces: readonly (Piece | number)[]): number {
  let smallest = Infinity;
  let current = 0;
  let isLineStart = true;
  for (const piece of pieces) {
    if (typeof piece === "number" || !piece.isPlain) {
      if (isLineStart) smallest = Math.min(smallest, current);
      isLineStart = false;
      continue;
    }
    for (const character of piece.text) {
      if (character === "\n") {
        isLineStart = true;
        current = 0;
      } else if (isLineStart && character === " ") {
        current += 1;
      } else if (isLineStart) {
        isLineStart = false;
        smallest = Math.min(smallest, current);
      }
    }
  }
  return smallest;
}

function withoutIndentation(
  pieces: readonly (Piece | number)[],
  indentation: number,
): readonly StringPart[] {
  let dropped = 0;
  let isLineStart = true;
  return pieces.map((piece, index) => {
    if (typeof piece === "number") {
      isLineStart = false;
      dropped = 0;
      return piece;
    }
    let text = "";
    for (const character of piece.text) {
      if (character === "\n") {
        isLineStart = true;
        dropped = 0;
      } else if (isLineStart && character === " ") {
        if (dropped++ < indentation) continue;
      } else {
        isLineStart = false;
        dropped = 0;
      }
      text += character;
    }
    // A last line of nothing but spaces is the indentation of the closing quotes.
    return index === pieces.length - 1 ? text.replace(/\n *$/, "\n") : text;
  });
}

function joined(parts: readonly StringPart[]): readonly StringPart[] {
  const result: StringPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === "string" && typeof last === "string")
      result[result.length - 1] = last + part;
    else if (part !== "") result.push(part);
  }
  return result;
}
