import {
  defineRule,
  holdsComment,
  type BinaryExpression,
  type Edit,
  type Expression,
  type ListExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "list-literal-concatenation",
  summary: "two list literals joined by `++`",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "safe",
  parity: ["nix-linter:ListLiteralConcat"],
  messages: { joined: "Both sides of this `++` are list literals." },
  docs: {
    why: "One literal holds the elements of both. Two make one look for the condition or the name that keeps them apart.",
    examples: [
      { bad: "[ 1 ] ++ [ 2 3 ]\n", good: "[ 1 2 3 ]\n" },
      {
        bad: "xs: xs ++ [\n  1\n] ++ [\n  2\n]\n",
        good: "xs: xs ++ [\n  1\n  2\n]\n",
      },
    ],
    traps: [
      { good: "a: b: [ a ] ++ b\n", because: "one side is a name" },
      { good: "a: b: [ 1 ] ++ a ++ [ 2 ]\n", because: "something stands between them" },
      {
        good: "a:\n[ 1 ]\n# only on servers\n++ [ a ]\n",
        because: "a comment says why they are apart",
      },
    ],
    fixSafety: "The list has the same elements in the same order.",
  },
  visit: {
    binary_expression(node, { tree, report }) {
      if (node.operator !== "++" || !isFilled(node.left)) return;
      const right = firstOperand(node);
      if (!isFilled(right)) return;
      if (holdsComment(tree, { start: node.left.end, end: right.start })) return;
      const edit = editFor(node.left, right);
      report({
        at: node.operatorToken,
        message: "joined",
        fix: { title: "Make it one list", edits: [edit] },
      });
    },
  },
});

/** What stands directly to the right of the operator: `++` chains to the right. */
function firstOperand({ right }: BinaryExpression): Expression {
  return right.is("binary_expression") && right.operator === "++" ? right.left : right;
}

function isFilled(node: Expression): node is ListExpression {
  return node.is("list_expression") && node.elements.length > 0;
}

/** Takes out what is between the two, brackets and all. A comment at the end of the first keeps its line end. */
function editFor(left: ListExpression, right: ListExpression): Edit {
  const { source } = left.tree;
  const close = left.end - 1;
  const last = left.elements.at(-1)?.end ?? close;
  const isCommented = left.comments.some(({ start }) => start >= last);
  const next = source.slice(right.start + 1, right.start + 2);
  const newText = /^\s/.test(next) ? "" : " ";
  return { span: { start: isCommented ? close : last, end: right.start + 1 }, newText };
}
