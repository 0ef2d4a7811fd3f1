import { createSemantics, type Semantics } from "../../src/semantics/index.ts";
import {
  createParser,
  loadParserModule,
  type AnyNode,
  type Expression,
  type NodeByKind,
  type NodeKind,
  type SyntaxTree,
} from "../../src/syntax/index.ts";

const parser = createParser(loadParserModule());

/** The syntax of a text, which must have no error. */
export function parse(text: string): SyntaxTree {
  const tree = parser.parse(Buffer.from(text));
  if (tree.firstError !== undefined)
    throw new Error(`syntax error at byte ${tree.firstError}: ${text}`);
  return tree;
}

/** What the names of a text mean. */
export function understand(text: string): Semantics {
  return createSemantics(parse(text));
}

/** The expression that a text consists of. */
export function expressionOf({ tree }: Semantics): Expression {
  const { expression } = tree.root;
  if (!expression) throw new Error("an empty file");
  return expression;
}

/** The only node of a kind with this text, or the one with this number. */
export function nodeOf<K extends NodeKind>(
  { tree }: Semantics,
  kind: K,
  text: string,
  index = 0,
): NodeByKind[K] & AnyNode {
  const node = tree.nodesOfKind(kind).filter((candidate) => candidate.text === text)[index];
  if (!node) throw new Error(`no ${kind} ${text}`);
  return node;
}
