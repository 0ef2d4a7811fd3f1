import {
  Field,
  Kind,
  type AttributeBinding,
  type BindingSet,
  type SyntaxTree,
} from "../syntax/index.ts";

/**
 * The bindings of a set whose value ends in a name that may be their key: `x = x;` with `variable_expression`, `x = e.x;` with
 * `select_expression`. Decided in the table, since most bindings are neither; keys and names in quotes are left to the caller.
 */
export function bindingsNamedLikeValue(
  set: BindingSet,
  valueKind: "variable_expression" | "select_expression",
): readonly AttributeBinding[] {
  const { tree } = set;
  const wanted = Kind[valueKind];
  const found: AttributeBinding[] = [];
  const end = tree.subtreeEndOf(set.row);
  for (let row = set.row + 1; row < end; row = tree.subtreeEndOf(row)) {
    if (tree.kindOf(row) !== Kind.binding) continue;
    const value = unwrappedRow(tree, tree.fieldRow(row, Field.expression));
    if (value === undefined || tree.kindOf(value) !== wanted) continue;
    const path = tree.fieldRow(row, Field.attrpath);
    const key = path === undefined ? undefined : lastAttribute(tree, path);
    const name = lastName(tree, value);
    if (key === undefined || name === undefined) continue;
    const areIdentifiers =
      tree.kindOf(key) === Kind.identifier && tree.kindOf(name) === Kind.identifier;
    if (areIdentifiers && tree.nameIdOf(key) !== tree.nameIdOf(name)) continue;
    const binding = tree.nodeAt(row);
    if (binding.is("binding")) found.push(binding);
  }
  return found;
}

function unwrappedRow(tree: SyntaxTree, value: number | undefined): number | undefined {
  let row = value;
  while (row !== undefined && tree.kindOf(row) === Kind.parenthesized_expression)
    row = tree.fieldRow(row, Field.expression);
  return row;
}

function lastName(tree: SyntaxTree, value: number): number | undefined {
  if (tree.kindOf(value) === Kind.variable_expression) return tree.fieldRow(value, Field.name);
  const path = tree.fieldRow(value, Field.attrpath);
  return path === undefined ? undefined : lastAttribute(tree, path);
}

function lastAttribute(tree: SyntaxTree, path: number): number | undefined {
  let last: number | undefined;
  const end = tree.subtreeEndOf(path);
  for (let row = path + 1; row < end; row = tree.subtreeEndOf(row)) {
    if (tree.fieldOf(row) === Field.attr) last = row;
  }
  return last;
}
