import {
  blankAfter,
  blankBefore,
  defineRule,
  holdsComment,
  unwrapped,
  type BinaryExpression,
  type UnaryExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "negated-comparison",
  summary: "a comparison turned round by `!` where Nix has the opposite operator",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["statix:bool_simplification"],
  messages: { negated: "This `!` negates a whole `{operator}` comparison, which is `{opposite}`." },
  docs: {
    why: "The `!` stands before the parentheses and far from the operator it turns round, so that a reader takes the comparison for its opposite.",
    examples: [
      { bad: "let a = 1; in !(a == 2)\n", good: "let a = 1; in a != 2\n" },
      { bad: "let a = 1; in !(a < 2) && a > 0\n", good: "let a = 1; in a >= 2 && a > 0\n" },
    ],
    traps: [
      { good: "a: b: !(a == 1 && b == 2)\n", because: "it is the `&&` that is negated" },
      { good: "a: b: !a == b\n", because: "`!` binds closer than `==`" },
    ],
    fixSafety:
      "Nix itself reads `a >= b` as `!(a < b)`. Where the file rebinds `__lessThan`, nothing is reported for `<` and its kin.",
  },
  visit: {
    unary_expression(node, { tree, semantics, report }) {
      if (node.operator !== "!") return;
      const comparison = unwrapped(node.argument);
      if (comparison === node.argument || !comparison.is("binary_expression")) return;
      const opposite = opposites[comparison.operator];
      if (opposite === undefined || semantics.resolve(comparison)?.kind === "bound") return;
      const opening = { start: node.start, end: comparison.start };
      const closing = { start: comparison.end, end: node.end };
      const isCommented = [opening, closing].some((gap) => holdsComment(tree, gap));
      const { source } = tree;
      const [left, right] = needsParentheses(node)
        ? ["(", ")"]
        : [blankBefore(source, node.start), blankAfter(source, node.end)];
      report({
        at: source.lineAt(node.start) === source.lineAt(node.end) ? node : node.operatorToken,
        message: "negated",
        data: { operator: comparison.operator, opposite },
        fix: isCommented
          ? undefined
          : {
              title: `Compare by \`${opposite}\``,
              edits: [
                { span: opening, newText: left },
                { span: operatorOf(comparison), newText: opposite },
                { span: closing, newText: right },
              ],
            },
      });
    },
  },
});

const opposites: Readonly<Record<string, string | undefined>> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

function operatorOf({ operatorToken: { start, end } }: BinaryExpression): {
  start: number;
  end: number;
} {
  return { start, end };
}

/** Whether something round it would take hold of one side of a bare comparison. */
function needsParentheses({ parent }: UnaryExpression): boolean {
  if (parent?.is("binary_expression")) return !["&&", "||", "->"].includes(parent.operator);
  return parent?.is("unary_expression", "has_attr_expression") ?? false;
}
