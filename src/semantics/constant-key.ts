import { Kind, Token, type SyntaxTree } from "../syntax/index.ts";

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/**
 * The name that an attribute (identifier, string or `${…}`) stands for, where the text alone decides it:
 * `a`, `"a"` and `${"a"}` are the same key. `undefined` for anything computed.
 */
export function constantKey(tree: SyntaxTree, row: number): string | undefined {
  const kind = tree.kindOf(row);
  if (kind === Kind.identifier) return tree.nameText(tree.nameIdOf(row));
  if (kind === Kind.string_expression) return constantString(tree, row);
  if (kind !== Kind.interpolation) return undefined;
  let inner = soleChild(tree, row);
  while (inner !== undefined && tree.kindOf(inner) === Kind.parenthesized_expression) {
    inner = soleChild(tree, inner);
  }
  return inner !== undefined && tree.kindOf(inner) === Kind.string_expression
    ? constantString(tree, inner)
    : undefined;
}

/** The value of a `"…"` string without interpolations. */
export function constantString(tree: SyntaxTree, row: number): string | undefined {
  let value = "";
  for (const child of tree.childRows(row)) {
    const kind = tree.kindOf(child);
    if (kind === Token['"']) continue;
    const text = tree.source.slice(tree.startOf(child), tree.endOf(child));
    if (kind === Kind.string_fragment) value += text;
    else if (kind === Kind.escape_sequence) value += escapes[text.slice(1)] ?? text.slice(1);
    else return undefined;
  }
  // Nix reads every line end inside a string as LF.
  return value.replace(/\r\n?/g, "\n");
}

function soleChild(tree: SyntaxTree, row: number): number | undefined {
  const rows = tree.childRows(row).filter((child) => tree.isStructural(child));
  return rows.length === 1 ? rows[0] : undefined;
}
