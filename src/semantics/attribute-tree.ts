import { Field, Kind, type SyntaxTree } from "../syntax/index.ts";
import { constantKey } from "./constant-key.ts";
import { attributePathRows, inheritedNameRows, literalSet } from "./attribute-rows.ts";
import { setsWithSharedKeys } from "./shared-keys.ts";

/** One literal set or `let` as Nix's parser builds it, with all pieces that it merges into it. */
export interface AttributeSet {
  /** The literal that came first; `undefined` where only dotted paths make the set. */
  readonly row: number | undefined;
  /** Whether the first piece is recursive (`rec`, or any `let`): that decides for the whole. */
  readonly isRecursive: boolean;
  attributes: Map<string, AttributeEntry>;
  readonly computed: ComputedEntry[];
  /** What was merged into it, where this or that is recursive; in source order. */
  readonly laterPieces: LaterPiece[];
  /** The set that this one became a part of. */
  mergedInto: AttributeSet | undefined;
}

/** What a key of a set stands for. */
export interface AttributeEntry {
  /** The row that names it, in its first definition. */
  readonly nameRow: number;
  readonly source:
    | { readonly kind: "value"; readonly row: number }
    | { readonly kind: "inherit" }
    | { readonly kind: "inherit-from"; readonly row: number }
    /** Only dotted paths define it: see `set`. */
    | { readonly kind: "path" };
  /** The set that the pieces make; `undefined` for a value in one piece. */
  set: AttributeSet | undefined;
}

/** An attribute whose key is computed: `${x} = …`. */
export interface ComputedEntry {
  readonly keyRow: number;
  readonly entry: AttributeEntry;
}

/** A definition that was merged into an earlier one. */
export interface LaterPiece {
  /** The row that names the attribute in this piece. */
  readonly nameRow: number;
  /** The literal that the piece consists of; `undefined` for a longer path. */
  readonly set: number | undefined;
  /** The subtree that is merged: the literal, or the value behind the longer path. */
  readonly subtree: number;
  /** For a longer path, its next attribute. */
  readonly nextAttribute: number | undefined;
}

/** Two definitions of one attribute that do not merge. */
export interface DuplicateRows {
  readonly path: readonly string[];
  readonly first: number;
  readonly second: number;
}

/** Several definitions of one attribute that merge, at least one of them recursive. */
export interface RecursiveMerge {
  readonly path: readonly string[];
  /** The row that names the attribute in its first definition. */
  readonly nameRow: number;
  readonly set: AttributeSet;
}

/** The sets of one file. */
export interface AttributeTrees {
  /** The set that the literal or `let` at a row belongs to. */
  setAt(row: number): AttributeSet;
  readonly duplicates: readonly DuplicateRows[];
  readonly recursiveMerges: readonly RecursiveMerge[];
}

interface Path {
  readonly key: string;
  readonly above: Path | undefined;
}

/**
 * Builds the sets of a file as Nix's parser does (`ParserState::addAttr`). Work is spent where definitions meet: sets
 * without a shared key are built when asked for.
 */
export function createAttributeTrees(tree: SyntaxTree): AttributeTrees {
  const sets = new Map<number, AttributeSet>();
  const duplicates: DuplicateRows[] = [];
  const merges = new Map<AttributeSet, RecursiveMerge>();
  const waiting: [AttributeSet, AttributeSet, Path | undefined][] = [];

  function setAt(row: number): AttributeSet {
    let set = sets.get(row) ?? build(row);
    while (set.mergedInto) set = set.mergedInto;
    return set;
  }

  function build(row: number): AttributeSet {
    const set = createSet(row, tree.kindOf(row) !== Kind.attrset_expression);
    sets.set(row, set);
    const bindingSet = tree.fieldRow(row, Field.binding_set);
    if (bindingSet === undefined) return set;
    const end = tree.subtreeEndOf(bindingSet);
    for (let entry = bindingSet + 1; entry < end; entry = tree.subtreeEndOf(entry)) {
      const kind = tree.kindOf(entry);
      if (kind === Kind.binding) addBinding(set, entry);
      else if (kind === Kind.inherit || kind === Kind.inherit_from) addInherited(set, entry);
    }
    return set;
  }

  function addInherited(set: AttributeSet, entry: number): void {
    const from = tree.fieldRow(entry, Field.expression);
    for (const nameRow of inheritedNameRows(tree, entry)) {
      const key = constantKey(tree, nameRow);
      if (key === undefined) continue;
      const source: AttributeEntry["source"] =
        from === undefined ? { kind: "inherit" } : { kind: "inherit-from", row: from };
      add(set, { key, above: undefined }, { nameRow, source, set: undefined });
    }
  }

  function addBinding(root: AttributeSet, binding: number): void {
    const value = tree.fieldRow(binding, Field.expression);
    if (value === undefined) return;
    const rows = attributePathRows(tree, binding);
    let set = root;
    let path: Path | undefined;
    for (const [index, nameRow] of rows.entries()) {
      const key = constantKey(tree, nameRow);
      const next = rows[index + 1];
      const entry: AttributeEntry =
        next === undefined
          ? { nameRow, source: { kind: "value", row: value }, set: undefined }
          : { nameRow, source: { kind: "path" }, set: createSet(undefined, false) };
      if (key === undefined) {
        set.computed.push({ keyRow: nameRow, entry });
        // What stands below a computed key meets nothing that is known, so its path begins anew.
        path = undefined;
      } else {
        path = { key, above: path };
        const known = next === undefined ? undefined : set.attributes.get(key);
        const nested = known && mergeable(known);
        if (known && nested && next !== undefined) {
          known.set = nested;
          notePiece(nested, path, known.nameRow, false, {
            nameRow,
            set: undefined,
            subtree: value,
            nextAttribute: next,
          });
          set = nested;
          continue;
        }
        if (known || next === undefined) {
          add(set, path, entry);
          return;
        }
        set.attributes.set(key, entry);
      }
      if (entry.set) set = entry.set;
    }
  }

  /** Puts an entry in under the last key of a path. */
  function add(set: AttributeSet, path: Path, entry: AttributeEntry): void {
    const known = set.attributes.get(path.key);
    if (!known) {
      set.attributes.set(path.key, entry);
      return;
    }
    meet(known, entry, path);
    for (let pair = waiting.pop(); pair; pair = waiting.pop()) mergeSets(...pair);
  }

  function meet(first: AttributeEntry, second: AttributeEntry, path: Path): void {
    const into = mergeable(first);
    const from = mergeable(second);
    if (!into || !from) {
      duplicates.push({ path: keysOf(path), first: first.nameRow, second: second.nameRow });
      return;
    }
    first.set = into;
    if (second.source.kind === "value" && from.row !== undefined) {
      notePiece(into, path, first.nameRow, from.isRecursive, {
        nameRow: second.nameRow,
        set: from.row,
        subtree: from.row,
        nextAttribute: undefined,
      });
    }
    waiting.push([into, from, path]);
  }

  /** Moves the smaller into the larger, so that an attribute is moved a few times at most. */
  function mergeSets(into: AttributeSet, from: AttributeSet, path: Path | undefined): void {
    const isSwapped = from.attributes.size > into.attributes.size;
    const [large, small] = isSwapped
      ? [from.attributes, into.attributes]
      : [into.attributes, from.attributes];
    for (const [key, entry] of small) {
      const other = large.get(key);
      if (!other) {
        large.set(key, entry);
        continue;
      }
      const [first, second] = isSwapped ? [entry, other] : [other, entry];
      meet(first, second, { key, above: path });
      large.set(key, first);
    }
    into.attributes = large;
    for (const computed of from.computed) into.computed.push(computed);
    for (const piece of from.laterPieces) into.laterPieces.push(piece);
    from.mergedInto = into;
  }

  function notePiece(
    set: AttributeSet,
    path: Path,
    nameRow: number,
    isRecursive: boolean,
    piece: LaterPiece,
  ): void {
    if (!set.isRecursive && !isRecursive) return;
    set.laterPieces.push(piece);
    if (!merges.has(set)) merges.set(set, { path: keysOf(path), nameRow, set });
  }

  function mergeable(entry: AttributeEntry): AttributeSet | undefined {
    if (entry.set) return entry.set;
    if (entry.source.kind !== "value") return undefined;
    const literal = literalSet(tree, entry.source.row);
    return literal === undefined ? undefined : setAt(literal);
  }

  // Inner sets first: an outer one merges what its literals have become.
  for (const row of setsWithSharedKeys(tree)) setAt(row);
  duplicates.sort((one, other) => one.second - other.second);
  return {
    setAt,
    duplicates,
    recursiveMerges: [...merges.values()].sort((one, other) => one.nameRow - other.nameRow),
  };
}

function createSet(row: number | undefined, isRecursive: boolean): AttributeSet {
  return {
    row,
    isRecursive,
    attributes: new Map(),
    computed: [],
    laterPieces: [],
    mergedInto: undefined,
  };
}

function keysOf(path: Path): readonly string[] {
  const keys: string[] = [];
  for (let at: Path | undefined = path; at; at = at.above) keys.push(at.key);
  return keys.reverse();
}
