import { Field, Kind, type SyntaxTree } from "../syntax/index.ts";
import { constantKey } from "./constant-key.ts";

/**
 * What scopes need to know of attributes that are defined in several pieces. Nix merges the pieces of
 * `a = rec { … }; a.b = …; a = { … };` into the first, and the first decides whether the whole is recursive.
 */
export interface MergedSets {
  /** False for a `rec` set that was merged into an earlier set without `rec`. */
  isRecursive(set: number): boolean;
  /** The attribute rows that other pieces add to a recursive set. */
  addedAttributes(set: number): readonly number[];
  /** The recursive set whose names the subtree at this row sees, because it was merged into it. */
  readonly mergedInto: ReadonlyMap<number, number>;
  /** Whether the set takes part in a merge at all. */
  isMerged(set: number): boolean;
}

const none: readonly number[] = [];

/** Finds the merges that touch a `rec` set. Files without such merges (nearly all) cost one look at each `rec`. */
export function findMergedSets(tree: SyntaxTree): MergedSets {
  const lostRec = new Set<number>();
  const added = new Map<number, number[]>();
  const mergedInto = new Map<number, number>();
  const seen = new Set<number>();
  for (const set of tree.rowsOfKind(Kind.rec_attrset_expression)) {
    const binding = bindingOfValue(tree, set);
    if (binding === undefined || seen.has(binding)) continue;
    const pieces = piecesLike(tree, binding);
    if (pieces.length < 2) continue;
    for (const piece of pieces) seen.add(piece.binding);
    const [first, ...later] = pieces;
    const isRecursive =
      first?.set !== undefined && tree.kindOf(first.set) === Kind.rec_attrset_expression;
    for (const piece of later) {
      if (piece.set !== undefined && tree.kindOf(piece.set) === Kind.rec_attrset_expression)
        lostRec.add(piece.set);
      if (!isRecursive || first?.set === undefined) continue;
      mergedInto.set(piece.set ?? piece.value, first.set);
      const attributes = added.get(first.set) ?? [];
      attributes.push(
        ...(piece.set === undefined ? [piece.attribute] : attributeRows(tree, piece.set)),
      );
      added.set(first.set, attributes);
    }
  }
  return {
    isRecursive: (set) => !lostRec.has(set),
    addedAttributes: (set) => added.get(set) ?? none,
    mergedInto,
    isMerged: (set) => lostRec.has(set) || added.has(set),
  };
}

interface Piece {
  readonly binding: number;
  readonly value: number;
  /** The set literal, where the piece defines the whole attribute by one. */
  readonly set: number | undefined;
  /** The next attribute of a longer path; unused where `set` is there. */
  readonly attribute: number;
}

/** The rows that name the attributes of a literal set: the first of each path, and inherited names. */
export function attributeRows(tree: SyntaxTree, set: number): number[] {
  const bindingSet = tree.fieldRow(set, Field.binding_set);
  if (bindingSet === undefined) return [];
  const rows: number[] = [];
  for (const entry of tree.childRows(bindingSet)) {
    const kind = tree.kindOf(entry);
    if (kind === Kind.binding) {
      const first = pathRows(tree, entry)[0];
      if (first !== undefined) rows.push(first);
    } else if (kind === Kind.inherit || kind === Kind.inherit_from) {
      const names = tree.fieldRow(entry, Field.attrs);
      for (const name of names === undefined ? none : tree.childRows(names)) {
        if (tree.fieldOf(name) === Field.attr) rows.push(name);
      }
    }
  }
  return rows;
}

function pathRows(tree: SyntaxTree, binding: number): number[] {
  const path = tree.fieldRow(binding, Field.attrpath);
  return path === undefined
    ? []
    : tree.childRows(path).filter((row) => tree.fieldOf(row) === Field.attr);
}

function bindingOfValue(tree: SyntaxTree, value: number): number | undefined {
  let parent = tree.parentOf(value);
  while (tree.kindOf(parent) === Kind.parenthesized_expression) parent = tree.parentOf(parent);
  return tree.kindOf(parent) === Kind.binding ? parent : undefined;
}

/** The bindings beside `binding` that define the same attribute or one inside it, in order, itself included. */
function piecesLike(tree: SyntaxTree, binding: number): Piece[] {
  const path = keysOf(tree, binding);
  if (!path) return [];
  const pieces: Piece[] = [];
  for (const entry of tree.childRows(tree.parentOf(binding))) {
    if (tree.kindOf(entry) !== Kind.binding) continue;
    const rows = pathRows(tree, entry);
    const keys = keysOf(tree, entry);
    const value = tree.fieldRow(entry, Field.expression);
    if (!keys || value === undefined || !path.every((key, index) => keys[index] === key)) continue;
    const attribute = rows[path.length];
    const set = attribute === undefined ? literalSet(tree, value) : undefined;
    if (attribute === undefined && set === undefined) continue;
    pieces.push({ binding: entry, value, set, attribute: attribute ?? 0 });
  }
  return pieces;
}

function keysOf(tree: SyntaxTree, binding: number): string[] | undefined {
  const keys: string[] = [];
  for (const row of pathRows(tree, binding)) {
    const key = constantKey(tree, row);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}

function literalSet(tree: SyntaxTree, value: number): number | undefined {
  let row: number | undefined = value;
  while (row !== undefined && tree.kindOf(row) === Kind.parenthesized_expression) {
    row = tree.fieldRow(row, Field.expression);
  }
  const kind = row === undefined ? undefined : tree.kindOf(row);
  return kind === Kind.attrset_expression || kind === Kind.rec_attrset_expression ? row : undefined;
}
