import {
  defineRule,
  Type,
  type AnyAttrset,
  type AnyNode,
  type FunctionExpression,
  type LetExpression,
  type ListExpression,
  type SyntaxTree,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "deep-nesting",
  summary: "sets, lists, `let`s and functions nested deeply",
  category: "quality",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    deep: "The code is nested {depth} levels deep here, at the deepest place of the file.",
  },
  options: Type.Object({
    depth: Type.Integer({
      default: 10,
      description:
        "Levels that may be nested. Sets that only spell an option path, and lists, count by half.",
    }),
  }),
  docs: {
    why: "At every level a reader has to know what the ones around it bind and mean. Deep code is also cut into lines that hold a word or two.",
    examples: [
      {
        bad: "{ f }: f { a = f (x: let y = x; in [ (f { inherit y; }) ]); }\n",
        good: "{ f }:\nlet\n  g = x: [ (f { y = x; }) ];\nin\nf { a = f g; }\n",
        options: { depth: 5 },
      },
    ],
    traps: [
      {
        good: "{ a = { b = { c = { d = { e = 1; }; }; }; }; }\n",
        because: "the sets spell one option path: they count by half",
        options: { depth: 5 },
      },
      {
        good: "a: b: c: d: e: { f = a; }\n",
        because: "arguments of one function are one level",
        options: { depth: 5 },
      },
    ],
  },
  visit: {
    source_code(_node, { options, tree, report }) {
      const deepest = findDeepest(tree);
      if (!deepest || deepest.depth <= options.depth) return;
      const { node, depth } = deepest;
      const length = /^(?:let\b|rec\b|.)/s.exec(node.text)?.[0].length ?? 1;
      report({
        at: { start: node.start, end: node.start + length },
        message: "deep",
        data: { depth: Math.ceil(depth) },
      });
    },
  },
});

type Level = AnyAttrset | ListExpression | LetExpression | FunctionExpression;

function findDeepest(
  tree: SyntaxTree,
): { readonly node: Level; readonly depth: number } | undefined {
  const open: { readonly end: number; readonly depth: number }[] = [];
  let deepest: { readonly node: Level; readonly depth: number } | undefined;
  for (const node of levelsOf(tree)) {
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= node.row) open.pop();
    const depth = (open.at(-1)?.depth ?? 0) + weightOf(node);
    open.push({ end: tree.subtreeEndOf(node.row), depth });
    if (depth > (deepest?.depth ?? 0)) deepest = { node, depth };
  }
  return deepest;
}

function levelsOf(tree: SyntaxTree): Level[] {
  return [
    ...tree.nodesOfKind("attrset_expression"),
    ...tree.nodesOfKind("rec_attrset_expression"),
    ...tree.nodesOfKind("let_attrset_expression"),
    ...tree.nodesOfKind("list_expression"),
    ...tree.nodesOfKind("let_expression"),
    ...tree.nodesOfKind("function_expression"),
  ].toSorted((left, right) => left.row - right.row);
}

function weightOf(node: Level): number {
  const parent: AnyNode | undefined = node.parent;
  switch (node.kind) {
    case "function_expression":
      return parent?.is("function_expression") ? 0 : 1;
    case "let_expression":
    case "let_attrset_expression":
      return 1;
    case "list_expression":
      return 0.5;
    default:
      return parent?.is("binding", "list_expression") ? 0.5 : 1;
  }
}
