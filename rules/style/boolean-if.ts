import {
  defineRule,
  holdsComment,
  keptApart,
  syntacticTypeOf,
  unwrapped,
  type Expression,
  type IfExpression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "boolean-if",
  summary: "an `if` whose branches are `true` and `false`",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  messages: {
    same: "This `if` gives its own condition.",
    opposite: "This `if` gives the opposite of its condition.",
  },
  docs: {
    why: "The condition is the answer already: the branches only say it again, and have to be read to see that they are not the other way round.",
    examples: [
      { bad: "let a = 1; in if a == 1 then true else false\n", good: "let a = 1; in a == 1\n" },
      { bad: "x: if x ? a then false else true\n", good: "x: !(x ? a)\n" },
    ],
    traps: [
      { good: "x: if x then true else null\n", because: "the branches are not both boolean" },
      {
        good: 'x: if x == "a" then null else if x == "b" then true else false\n',
        because: "it is the last case of several",
      },
      {
        good: "{ true }: c: if c then true else false\n",
        because: "`true` is a name of this file here",
      },
    ],
    fixSafety:
      "Safe where the form of the condition shows that it is boolean. Elsewhere unsafe: `if` refuses another value, which would be passed on then. `!` refuses it as `if` does, so that the opposite is always safe.",
  },
  visit: {
    if_expression(node, { tree, semantics, report }) {
      const yes = literalOf(node.consequence, semantics);
      const no = literalOf(node.alternative, semantics);
      if (yes === undefined || no === undefined || yes === no || isLastCase(node)) return;
      const condition = unwrapped(node.condition);
      const text = yes ? condition.text : negated(condition);
      const gaps = [
        { start: node.start, end: condition.start },
        { start: condition.end, end: node.end },
      ];
      report({
        at: { start: node.start, end: node.condition.end },
        message: yes ? "same" : "opposite",
        fix: gaps.some((gap) => holdsComment(tree, gap))
          ? undefined
          : {
              title: yes ? "Write the condition alone" : "Negate the condition",
              safety:
                !yes || syntacticTypeOf(condition, semantics) === "boolean" ? "safe" : "unsafe",
              edits: [
                {
                  span: { start: node.start, end: node.end },
                  newText: keptApart(tree.source, node, text),
                },
              ],
            },
      });
    },
  },
});

/** Whether it ends a chain of `else if`, which reads as a table. */
function isLastCase({ parent, row }: IfExpression): boolean {
  return parent?.is("if_expression") === true && parent.alternative.row === row;
}

function literalOf(node: Expression, semantics: Semantics): boolean | undefined {
  const inner = unwrapped(node);
  if (!inner.is("variable_expression") || semantics.resolve(inner)?.kind !== "global")
    return undefined;
  return inner.text === "true" ? true : inner.text === "false" ? false : undefined;
}

function negated(node: Expression): string {
  return node.is("variable_expression", "select_expression", "apply_expression")
    ? `!${node.text}`
    : `!(${node.text})`;
}
