import { Kind, type SyntaxTree } from "../syntax/index.ts";
import { attributeRows } from "./attribute-rows.ts";
import type { AttributeTrees } from "./attribute-tree.ts";

/**
 * What scopes need to know of attributes that are defined in several pieces. Nix merges the pieces of
 * `a = rec { … }; a.b = …; a = { … };` into the first, and the first decides whether the whole is recursive.
 */
export interface MergedSets {
  /** False for a `rec` set that was merged into an earlier set without `rec`. */
  isRecursive(set: number): boolean;
  /** The attribute rows that other pieces add to a recursive set. */
  addedAttributes(set: number): readonly number[];
  /** The recursive sets whose names the subtree at this row sees, because it was merged into them; outer ones first. */
  readonly mergedInto: ReadonlyMap<number, readonly number[]>;
  /** Whether a `rec` set takes part in a merge at all. */
  isMerged(set: number): boolean;
}

const none: readonly number[] = [];
const nothingMerged: MergedSets = {
  isRecursive: () => true,
  addedAttributes: () => none,
  mergedInto: new Map(),
  isMerged: () => false,
};

/** Finds the merges that touch a `rec` set. Files without `rec` cost nothing. */
export function findMergedSets(tree: SyntaxTree, trees: () => AttributeTrees): MergedSets {
  const { rec_attrset_expression: rec } = Kind;
  if (tree.kindStarts[rec] === tree.kindStarts[rec + 1]) return nothingMerged;
  const { recursiveMerges } = trees();
  if (recursiveMerges.length === 0) return nothingMerged;
  const lostRec = new Set<number>();
  const added = new Map<number, number[]>();
  const mergedInto = new Map<number, number[]>();
  for (const { set } of recursiveMerges) {
    const { row, isRecursive, laterPieces } = set;
    for (const piece of laterPieces) {
      if (piece.set !== undefined && tree.kindOf(piece.set) === Kind.rec_attrset_expression)
        lostRec.add(piece.set);
      // A recursive set that was itself merged into another one hands its pieces on.
      if (!isRecursive || row === undefined || set.mergedInto) continue;
      append(mergedInto, piece.subtree, row);
      for (const attribute of piece.set === undefined
        ? [piece.nextAttribute ?? 0]
        : attributeRows(tree, piece.set)) {
        append(added, row, attribute);
      }
    }
  }
  return {
    isRecursive: (set) => !lostRec.has(set),
    addedAttributes: (set) => added.get(set) ?? none,
    mergedInto,
    isMerged: (set) => lostRec.has(set) || added.has(set),
  };
}

function append(map: Map<number, number[]>, key: number, item: number): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
