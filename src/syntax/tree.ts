import type { SourceText } from "../text/index.ts";
import { Kind, Token, type TokenKind } from "./generated/kinds.ts";
import { makers, type NodeView, type TokenNode } from "./node-view.ts";
import type { AnyNode, NodeByKind, NodeKind, SourceCode } from "./generated/nodes.ts";

/** What the parser made of one file, as plain arrays. */
export interface NodeTable {
  /** {@link Word} numbers a row, rows in pre-order. */
  readonly words: Uint32Array;
  /** The rows of kind k are `kindRows[kindStarts[k] … kindStarts[k + 1])`, in order. */
  readonly kindStarts: Uint32Array;
  readonly kindRows: Uint32Array;
  /** Start and end of each name's first occurrence, by name number. Number 0 is no name. */
  readonly nameSpans: Uint32Array;
  /** Byte offset of the first token that the parser could not take. */
  readonly firstError: number | undefined;
  /** Whether the parser gave up: the table holds the root alone. */
  readonly isGivenUp: boolean;
  /** How deep the tree is: at least the nesting of the text, and never more than a few times that. */
  readonly depth: number;
}

/** Layout of a row. */
export const Word = {
  kindAndFlags: 0,
  start: 1,
  end: 2,
  subtreeEnd: 3,
  parent: 4,
  name: 5,
  count: 6,
} as const;

const KIND_MASK = 0xfff;
const FIELD_SHIFT = 12;
const FIELD_MASK = 0xff;
const NAMED = 1 << 20;
const MISSING = 1 << 21;
const HAS_ERROR = 1 << 22;

const kindNames: string[] = [];
for (const [name, id] of [...Object.entries(Kind), ...Object.entries(Token)]) kindNames[id] = name;

/**
 * The syntax of one file: a flat table of nodes in pre-order, and views of them on demand. Row 0 is the root; the
 * nodes below row r are the rows r + 1 to `subtreeEndOf(r)` (exclusive).
 */
export interface SyntaxTree extends NodeTable {
  readonly source: SourceText;
  readonly root: SourceCode;
  readonly rowCount: number;
  kindOf(row: number): number;
  /** `ERROR`, a named kind, or the text of a token. */
  kindNameOf(row: number): string;
  fieldOf(row: number): number;
  startOf(row: number): number;
  endOf(row: number): number;
  subtreeEndOf(row: number): number;
  /** Row of the nearest node above; 0 for the root itself. */
  parentOf(row: number): number;
  /** Number of the identifier's name; equal names of one file have equal numbers. */
  nameIdOf(row: number): number;
  nameText(nameId: number): string;
  /** Number of a name, or 0 where the file does not hold it. */
  nameIdFor(name: string): number;
  isNamed(row: number): boolean;
  /** Inserted by the parser where the text lacks it. */
  isMissing(row: number): boolean;
  hasErrorAt(row: number): boolean;
  /** A named node that is no comment and no error. */
  isStructural(row: number): boolean;
  childRows(row: number): number[];
  fieldRow(row: number, field: number): number | undefined;
  rowsOfKind(kind: number): Uint32Array;
  /** View of a named row. */
  nodeAt(row: number): AnyNode;
  tokenAt(row: number): TokenNode;
  viewAt(row: number): NodeView | TokenNode;
  nodesOfKind<K extends NodeKind>(kind: K): NodeByKind[K][];
  nodesOfKindWithin<K extends NodeKind>(kind: K, row: number): NodeByKind[K][];
  /** The comments of the file, in order. */
  readonly comments: readonly NodeByKind["comment"][];
}

/** Wraps a table made by the parser. The arrays must not change afterwards. */
export function createSyntaxTree(source: SourceText, table: NodeTable): SyntaxTree {
  const { words, kindStarts, kindRows, nameSpans } = table;
  const views = new Map<number, NodeView | TokenNode>();
  const names: string[] = [];
  let nameIds: Map<string, number> | undefined;
  let comments: readonly NodeByKind["comment"][] | undefined;
  const at = (row: number, word: number): number => words[row * Word.count + word] ?? 0;
  const flagsAt = (row: number): number => words[row * Word.count] ?? 0;

  const tree: SyntaxTree = {
    ...table,
    source,
    rowCount: words.length / Word.count,
    get root() {
      return tree.nodeAt(0) as SourceCode;
    },
    kindOf: (row) => flagsAt(row) & KIND_MASK,
    kindNameOf: (row) => kindNames[flagsAt(row) & KIND_MASK] ?? "ERROR",
    fieldOf: (row) => (flagsAt(row) >>> FIELD_SHIFT) & FIELD_MASK,
    startOf: (row) => at(row, Word.start),
    endOf: (row) => at(row, Word.end),
    subtreeEndOf: (row) => at(row, Word.subtreeEnd),
    parentOf: (row) => at(row, Word.parent),
    nameIdOf: (row) => at(row, Word.name),
    nameText(nameId) {
      return (names[nameId] ??= source.slice(
        nameSpans[2 * nameId] ?? 0,
        nameSpans[2 * nameId + 1] ?? 0,
      ));
    },
    nameIdFor(name) {
      if (!nameIds) {
        nameIds = new Map();
        for (let id = 1; id < nameSpans.length / 2; id++) nameIds.set(tree.nameText(id), id);
      }
      return nameIds.get(name) ?? 0;
    },
    isNamed: (row) => (flagsAt(row) & NAMED) !== 0,
    isMissing: (row) => (flagsAt(row) & MISSING) !== 0,
    hasErrorAt: (row) => (flagsAt(row) & HAS_ERROR) !== 0,
    isStructural(row) {
      const kind = flagsAt(row) & KIND_MASK;
      return (flagsAt(row) & NAMED) !== 0 && kind !== Kind.comment && kind !== Kind.ERROR;
    },
    childRows(row) {
      const rows: number[] = [];
      const end = at(row, Word.subtreeEnd);
      for (let child = row + 1; child < end; child = at(child, Word.subtreeEnd)) rows.push(child);
      return rows;
    },
    fieldRow(row, field) {
      const end = at(row, Word.subtreeEnd);
      for (let child = row + 1; child < end; child = at(child, Word.subtreeEnd)) {
        if (((flagsAt(child) >>> FIELD_SHIFT) & FIELD_MASK) === field) return child;
      }
      return undefined;
    },
    rowsOfKind: (kind) => kindRows.subarray(kindStarts[kind] ?? 0, kindStarts[kind + 1] ?? 0),
    nodeAt(row) {
      const known = views.get(row);
      if (known) return known as AnyNode;
      const View = makers[flagsAt(row) & KIND_MASK];
      if (!View) throw new Error(`row ${row} of kind ${tree.kindNameOf(row)} is no named node`);
      const view = new View(tree, row);
      views.set(row, view);
      return view as AnyNode;
    },
    tokenAt(row) {
      const known = views.get(row);
      if (known) return known as TokenNode;
      const token: TokenNode = {
        kind: tree.kindNameOf(row) as TokenKind,
        row,
        start: at(row, Word.start),
        end: at(row, Word.end),
      };
      views.set(row, token);
      return token;
    },
    viewAt: (row) => (makers[flagsAt(row) & KIND_MASK] ? tree.nodeAt(row) : tree.tokenAt(row)),
    nodesOfKind: (kind) => tree.nodesOfKindWithin(kind, 0),
    nodesOfKindWithin(kind, row) {
      const end = at(row, Word.subtreeEnd);
      const rows = tree.rowsOfKind(Kind[kind]);
      return Array.from(rows.subarray(lowerBound(rows, row), lowerBound(rows, end)), (found) =>
        tree.nodeAt(found),
      ) as NodeByKind[typeof kind][];
    },
    get comments() {
      return (comments ??= tree.nodesOfKind("comment"));
    },
  };
  return tree;
}

function lowerBound(rows: Uint32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
