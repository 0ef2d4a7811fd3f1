import { Field, Kind, type SyntaxTree } from "../syntax/index.ts";

const none: readonly number[] = [];

/** The rows of the attributes in a binding's path. */
export function attributePathRows(tree: SyntaxTree, binding: number): readonly number[] {
  const path = tree.fieldRow(binding, Field.attrpath);
  return path === undefined ? none : attributesBelow(tree, path);
}

/** The rows of the names in an `inherit` or `inherit (…)`. */
export function inheritedNameRows(tree: SyntaxTree, inherit: number): readonly number[] {
  const names = tree.fieldRow(inherit, Field.attrs);
  return names === undefined ? none : attributesBelow(tree, names);
}

/** The rows that name the attributes of a literal set or `let`: the first of each path, and inherited names. */
export function attributeRows(tree: SyntaxTree, set: number): readonly number[] {
  const bindingSet = tree.fieldRow(set, Field.binding_set);
  if (bindingSet === undefined) return none;
  const rows: number[] = [];
  const end = tree.subtreeEndOf(bindingSet);
  for (let entry = bindingSet + 1; entry < end; entry = tree.subtreeEndOf(entry)) {
    const kind = tree.kindOf(entry);
    if (kind === Kind.binding) {
      const path = tree.fieldRow(entry, Field.attrpath);
      const first = path === undefined ? undefined : tree.fieldRow(path, Field.attr);
      if (first !== undefined) rows.push(first);
    } else if (kind === Kind.inherit || kind === Kind.inherit_from) {
      for (const row of inheritedNameRows(tree, entry)) rows.push(row);
    }
  }
  return rows;
}

/** The set literal, plain or `rec`, that a value consists of, whatever parentheses are round it. */
export function literalSet(tree: SyntaxTree, value: number): number | undefined {
  let row: number | undefined = value;
  while (row !== undefined && tree.kindOf(row) === Kind.parenthesized_expression) {
    row = tree.fieldRow(row, Field.expression);
  }
  const kind = row === undefined ? undefined : tree.kindOf(row);
  return kind === Kind.attrset_expression || kind === Kind.rec_attrset_expression ? row : undefined;
}

function attributesBelow(tree: SyntaxTree, parent: number): readonly number[] {
  const rows: number[] = [];
  const end = tree.subtreeEndOf(parent);
  for (let row = parent + 1; row < end; row = tree.subtreeEndOf(row)) {
    if (tree.fieldOf(row) === Field.attr) rows.push(row);
  }
  return rows;
}
