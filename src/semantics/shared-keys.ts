import { Kind, type SyntaxTree } from "../syntax/index.ts";
import { attributeRows } from "./attribute-rows.ts";
import { constantKey } from "./constant-key.ts";

/** The literal sets and `let`s in which two definitions begin with the same key; inner ones before outer ones. */
export function setsWithSharedKeys(tree: SyntaxTree): readonly number[] {
  const found: number[] = [];
  const lastSet = new Int32Array(tree.nameSpans.length / 2 + 1).fill(-1);
  const bindingSets = tree.rowsOfKind(Kind.binding_set);
  for (let index = bindingSets.length - 1; index >= 0; index--) {
    const set = tree.parentOf(bindingSets[index] ?? 0);
    if (hasSharedKey(tree, set, lastSet)) found.push(set);
  }
  return found;
}

function hasSharedKey(tree: SyntaxTree, set: number, lastSet: Int32Array): boolean {
  const rows = attributeRows(tree, set);
  if (rows.length < 2) return false;
  for (const row of rows) {
    // Strings and interpolations have no number: compare texts.
    if (tree.kindOf(row) !== Kind.identifier) return hasSharedText(tree, rows);
    const name = tree.nameIdOf(row);
    if (lastSet[name] === set) return true;
    lastSet[name] = set;
  }
  return false;
}

function hasSharedText(tree: SyntaxTree, rows: readonly number[]): boolean {
  const keys = new Set<string>();
  for (const row of rows) {
    const key = constantKey(tree, row);
    if (key === undefined) continue;
    if (keys.has(key)) return true;
    keys.add(key);
  }
  return false;
}
