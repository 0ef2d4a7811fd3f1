import type { Span } from "../text/index.ts";
import { Kind, type TokenKind } from "./generated/kinds.ts";
import type { AnyNode, NodeByKind, NodeKind } from "./generated/nodes.ts";
import type { SyntaxTree } from "./tree.ts";

/** A keyword, operator or punctuation mark. */
export interface TokenNode<K extends TokenKind = TokenKind> extends Span {
  readonly kind: K;
  readonly row: number;
}

type ViewClass = new (tree: SyntaxTree, row: number) => NodeView;

/** The view class of each kind number; filled in by the generated module. */
export const makers: (ViewClass | undefined)[] = [];

/** Makes a class the view of a kind. */
export function register(kind: number, name: string, View: ViewClass): void {
  Object.defineProperty(View.prototype, "kind", { value: name });
  makers[kind] = View;
}

/**
 * A thin view of one row of the node table. Views are made when asked for, once a row, so that two views of the
 * same node are the same object. Offsets are UTF-8 bytes.
 */
export class NodeView implements Span {
  /** On the prototype of each class. */
  declare readonly kind: string;
  declare readonly tree: SyntaxTree;
  /** Its place in the node table: pre-order, so an ancestor's is smaller. */
  declare readonly row: number;
  /** Many rules ask for the same elements; a kind has one field that is a list at most. */
  declare private cachedList: readonly unknown[] | undefined;

  constructor(tree: SyntaxTree, row: number) {
    this.tree = tree;
    this.row = row;
    this.cachedList = undefined;
  }

  get start(): number {
    return this.tree.startOf(this.row);
  }

  get end(): number {
    return this.tree.endOf(this.row);
  }

  get text(): string {
    return this.tree.source.slice(this.start, this.end);
  }

  /** Whether the parser had to recover from an error somewhere below. */
  get hasError(): boolean {
    return this.tree.hasErrorAt(this.row);
  }

  /** The nearest named node above; `undefined` at the root. */
  get parent(): AnyNode | undefined {
    return this.row === 0 ? undefined : this.tree.nodeAt(this.tree.parentOf(this.row));
  }

  /** The named nodes directly below, in order, without comments. */
  get children(): readonly AnyNode[] {
    const { tree } = this;
    const found: AnyNode[] = [];
    const end = tree.subtreeEndOf(this.row);
    for (let row = this.row + 1; row < end; row = tree.subtreeEndOf(row)) {
      if (tree.isStructural(row)) found.push(tree.nodeAt(row));
    }
    return found;
  }

  /** The comments directly below, in order. */
  get comments(): readonly NodeByKind["comment"][] {
    const { tree } = this;
    const found: NodeByKind["comment"][] = [];
    const end = tree.subtreeEndOf(this.row);
    for (let row = this.row + 1; row < end; row = tree.subtreeEndOf(row)) {
      if (tree.kindOf(row) === Kind.comment) found.push(tree.nodeAt(row) as NodeByKind["comment"]);
    }
    return found;
  }

  /** The first token of a kind directly below. */
  token<K extends TokenKind>(kind: K): TokenNode<K> | undefined {
    const row = this.tree.childRows(this.row).find((child) => this.tree.kindNameOf(child) === kind);
    return row === undefined ? undefined : (this.tree.tokenAt(row) as TokenNode<K>);
  }

  /** Whether a node of one of these kinds. Narrows. */
  is<K extends NodeKind>(...kinds: readonly K[]): this is NodeByKind[K] {
    return (kinds as readonly string[]).includes(this.kind);
  }

  /** Whether this is an ancestor of `other`, or the same. */
  encloses(other: NodeView): boolean {
    return this.row <= other.row && other.row < this.tree.subtreeEndOf(this.row);
  }

  /** The nodes above, nearest first. */
  *ancestors(): Generator<AnyNode> {
    for (let node = this.parent; node; node = node.parent) yield node;
  }

  /** All nodes of a kind below, in source order. */
  descendants<K extends NodeKind>(kind: K): NodeByKind[K][] {
    return this.tree.nodesOfKindWithin(kind, this.row);
  }

  protected required<T>(field: number): T {
    const row = this.tree.fieldRow(this.row, field);
    if (row === undefined)
      throw new Error(`${this.kind} at byte ${this.start} lacks field ${field}`);
    return this.tree.viewAt(row) as T;
  }

  protected optional<T>(field: number): T | undefined {
    const row = this.tree.fieldRow(this.row, field);
    return row === undefined ? undefined : (this.tree.viewAt(row) as T);
  }

  protected list<T>(field: number): readonly T[] {
    if (this.cachedList) return this.cachedList as readonly T[];
    const { tree } = this;
    const found: T[] = [];
    const end = tree.subtreeEndOf(this.row);
    for (let row = this.row + 1; row < end; row = tree.subtreeEndOf(row)) {
      if (tree.fieldOf(row) === field) found.push(tree.viewAt(row) as T);
    }
    this.cachedList = found;
    return found;
  }
}
