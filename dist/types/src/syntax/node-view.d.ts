import type { Span } from "../text/index.ts";
import { type TokenKind } from "./generated/kinds.ts";
import type { AnyNode, NodeByKind, NodeKind } from "./generated/nodes.ts";
import type { SyntaxTree } from "./tree.ts";
/** A keyword, operator or punctuation mark. */
export interface TokenNode<K extends TokenKind = TokenKind> extends Span {
    readonly kind: K;
    readonly row: number;
}
type ViewClass = new (tree: SyntaxTree, row: number) => NodeView;
/** The view class of each kind number; filled in by the generated module. */
export declare const makers: (ViewClass | undefined)[];
/** Makes a class the view of a kind. */
export declare function register(kind: number, name: string, View: ViewClass): void;
/**
 * A thin view of one row of the node table. Views are made when asked for, once a row, so that two views of the
 * same node are the same object. Offsets are UTF-8 bytes.
 */
export declare class NodeView implements Span {
    /** On the prototype of each class. */
    readonly kind: string;
    readonly tree: SyntaxTree;
    /** Its place in the node table: pre-order, so an ancestor's is smaller. */
    readonly row: number;
    /** Many rules ask for the same elements; a kind has one field that is a list at most. */
    private cachedList;
    constructor(tree: SyntaxTree, row: number);
    get start(): number;
    get end(): number;
    get text(): string;
    /** Whether the parser had to recover from an error somewhere below. */
    get hasError(): boolean;
    /** The nearest named node above; `undefined` at the root. */
    get parent(): AnyNode | undefined;
    /** The named nodes directly below, in order, without comments. */
    get children(): readonly AnyNode[];
    /** The comments directly below, in order. */
    get comments(): readonly NodeByKind["comment"][];
    /** The first token of a kind directly below. */
    token<K extends TokenKind>(kind: K): TokenNode<K> | undefined;
    /** Whether a node of one of these kinds. Narrows. */
    is<K extends NodeKind>(...kinds: readonly K[]): this is NodeByKind[K];
    /** Whether this is an ancestor of `other`, or the same. */
    encloses(other: NodeView): boolean;
    /** The nodes above, nearest first. */
    ancestors(): Generator<AnyNode>;
    /** All nodes of a kind below, in source order. */
    descendants<K extends NodeKind>(kind: K): NodeByKind[K][];
    protected required<T>(field: number): T;
    protected optional<T>(field: number): T | undefined;
    protected list<T>(field: number): readonly T[];
}
export {};
