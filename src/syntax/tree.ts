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
  return new TableTree(source, table);
}

/** A class, since one is made for every file: a literal with as many closures takes longer than some files to parse. */
class TableTree implements SyntaxTree {
  readonly source: SourceText;
  readonly words: Uint32Array;
  readonly kindStarts: Uint32Array;
  readonly kindRows: Uint32Array;
  readonly nameSpans: Uint32Array;
  readonly firstError: number | undefined;
  readonly isGivenUp: boolean;
  readonly depth: number;
  readonly rowCount: number;
  /** One more than each row's place in `#views`; 0 where none was asked for yet. */
  readonly #viewPlaces: Uint32Array;
  readonly #views: (NodeView | TokenNode)[] = [];
  readonly #names: string[] = [];
  #nameIds: Map<string, number> | undefined;
  #comments: readonly NodeByKind["comment"][] | undefined;

  constructor(source: SourceText, table: NodeTable) {
    this.source = source;
    this.words = table.words;
    this.kindStarts = table.kindStarts;
    this.kindRows = table.kindRows;
    this.nameSpans = table.nameSpans;
    this.firstError = table.firstError;
    this.isGivenUp = table.isGivenUp;
    this.depth = table.depth;
    this.rowCount = table.words.length / Word.count;
    this.#viewPlaces = new Uint32Array(this.rowCount);
  }

  #word(row: number, word: number): number {
    return this.words[row * Word.count + word] ?? 0;
  }

  get root(): SourceCode {
    return this.nodeAt(0) as SourceCode;
  }

  get comments(): readonly NodeByKind["comment"][] {
    return (this.#comments ??= this.nodesOfKind("comment"));
  }

  kindOf(row: number): number {
    return this.#word(row, Word.kindAndFlags) & KIND_MASK;
  }

  kindNameOf(row: number): string {
    return kindNames[this.kindOf(row)] ?? "ERROR";
  }

  fieldOf(row: number): number {
    return (this.#word(row, Word.kindAndFlags) >>> FIELD_SHIFT) & FIELD_MASK;
  }

  startOf(row: number): number {
    return this.#word(row, Word.start);
  }

  endOf(row: number): number {
    return this.#word(row, Word.end);
  }

  subtreeEndOf(row: number): number {
    return this.#word(row, Word.subtreeEnd);
  }

  parentOf(row: number): number {
    return this.#word(row, Word.parent);
  }

  nameIdOf(row: number): number {
    return this.#word(row, Word.name);
  }

  nameText(nameId: number): string {
    const start = this.nameSpans[2 * nameId] ?? 0;
    return (this.#names[nameId] ??= this.source.slice(start, this.nameSpans[2 * nameId + 1] ?? 0));
  }

  nameIdFor(name: string): number {
    if (!this.#nameIds) {
      this.#nameIds = new Map();
      const { bytes } = this.source;
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
      for (let id = 1; id < this.nameSpans.length / 2; id++) {
        const spelled = text.slice(this.nameSpans[2 * id], this.nameSpans[2 * id + 1]);
        this.#nameIds.set(spelled, id);
        this.#names[id] = spelled;
      }
    }
    return this.#nameIds.get(name) ?? 0;
  }

  isNamed(row: number): boolean {
    return (this.#word(row, Word.kindAndFlags) & NAMED) !== 0;
  }

  isMissing(row: number): boolean {
    return (this.#word(row, Word.kindAndFlags) & MISSING) !== 0;
  }

  hasErrorAt(row: number): boolean {
    return (this.#word(row, Word.kindAndFlags) & HAS_ERROR) !== 0;
  }

  isStructural(row: number): boolean {
    const kind = this.kindOf(row);
    return this.isNamed(row) && kind !== Kind.comment && kind !== Kind.ERROR;
  }

  childRows(row: number): number[] {
    const rows: number[] = [];
    const end = this.subtreeEndOf(row);
    for (let child = row + 1; child < end; child = this.subtreeEndOf(child)) rows.push(child);
    return rows;
  }

  fieldRow(row: number, field: number): number | undefined {
    const end = this.subtreeEndOf(row);
    for (let child = row + 1; child < end; child = this.subtreeEndOf(child)) {
      if (this.fieldOf(child) === field) return child;
    }
    return undefined;
  }

  rowsOfKind(kind: number): Uint32Array {
    return this.kindRows.subarray(this.kindStarts[kind] ?? 0, this.kindStarts[kind + 1] ?? 0);
  }

  nodeAt(row: number): AnyNode {
    const place = this.#viewPlaces[row] ?? 0;
    if (place > 0) return this.#views[place - 1] as AnyNode;
    const View = makers[this.kindOf(row)];
    if (!View) throw new Error(`row ${row} of kind ${this.kindNameOf(row)} is no named node`);
    const view = new View(this, row);
    this.#viewPlaces[row] = this.#views.push(view);
    return view as AnyNode;
  }

  tokenAt(row: number): TokenNode {
    const place = this.#viewPlaces[row] ?? 0;
    if (place > 0) return this.#views[place - 1] as TokenNode;
    const kind = this.kindNameOf(row) as TokenKind;
    const token: TokenNode = { kind, row, start: this.startOf(row), end: this.endOf(row) };
    this.#viewPlaces[row] = this.#views.push(token);
    return token;
  }

  viewAt(row: number): NodeView | TokenNode {
    return makers[this.kindOf(row)] ? this.nodeAt(row) : this.tokenAt(row);
  }

  nodesOfKind<K extends NodeKind>(kind: K): NodeByKind[K][] {
    return this.nodesOfKindWithin(kind, 0);
  }

  nodesOfKindWithin<K extends NodeKind>(kind: K, row: number): NodeByKind[K][] {
    const rows = this.rowsOfKind(Kind[kind]);
    const inside = rows.subarray(lowerBound(rows, row), lowerBound(rows, this.subtreeEndOf(row)));
    return Array.from(inside, (found) => this.nodeAt(found)) as NodeByKind[K][];
  }
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
