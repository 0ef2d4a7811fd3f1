import type { SourceText } from "../text/index.ts";
import { type NodeView, type TokenNode } from "./node-view.ts";
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
export declare const Word: {
    readonly kindAndFlags: 0;
    readonly start: 1;
    readonly end: 2;
    readonly subtreeEnd: 3;
    readonly parent: 4;
    readonly name: 5;
    readonly count: 6;
};
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
export declare function createSyntaxTree(source: SourceText, table: NodeTable): SyntaxTree;
