import { Kind, type SyntaxTree } from "../../src/syntax/index.ts";

const grouped: ReadonlySet<number> = new Set(
  (
    [
      ...["apply_expression", "assert_expression", "binary_expression", "function_expression"],
      ...["has_attr_expression", "if_expression", "let_expression", "select_expression"],
      ...["unary_expression", "with_expression"],
    ] as readonly (keyof typeof Kind)[]
  ).map((kind) => Kind[kind]),
);

/** The text of a tree with parentheses round every expression that the tree groups. To Nix it must mean the same. */
export function parenthesize(tree: SyntaxTree): string {
  const { bytes } = tree.source;
  const opening = new Uint32Array(bytes.length + 1);
  const closing = new Uint32Array(bytes.length + 1);
  for (let row = 0; row < tree.rowCount; row++) {
    if (!grouped.has(tree.kindOf(row))) continue;
    const start = tree.startOf(row);
    const end = tree.endOf(row);
    opening[start] = (opening[start] ?? 0) + 1;
    closing[end] = (closing[end] ?? 0) + 1;
  }
  let text = "";
  for (let at = 0; at <= bytes.length; at++) {
    text += ")".repeat(closing[at] ?? 0) + "(".repeat(opening[at] ?? 0);
    if (at < bytes.length) text += String.fromCharCode(bytes[at] ?? 0);
  }
  return Buffer.from(text, "latin1").toString();
}
