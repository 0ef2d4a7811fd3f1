import { defineRule, type Expression, type Semantics } from "../../src/rule/index.ts";

export default defineRule({
  id: "truncating-division",
  summary: "a division of integers that drops a remainder",
  category: "correctness",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    truncated: "The quotient of {left} and {right} is cut to {quotient}, as both are integers.",
  },
  docs: {
    why: "Nix divides integers towards zero. Half a unit is lost without a word, and a share below one becomes 0.",
    examples: [{ bad: "{ share = 1 / 3; }\n", good: "{ share = 1.0 / 3; }\n" }],
    traps: [
      { good: "[ (6 / 3) (-8 / 2) ]\n", because: "nothing is left over" },
      { good: "[ (1 / 3.0) (1.0 / 3) ]\n", because: "one float makes the result a float" },
      { good: "let __div = a: b: a; in 1 / 3\n", because: "the operator is replaced" },
    ],
    whenNotToUse: "Where whole numbers are wanted and the rounding is known.",
  },
  visit: {
    binary_expression(node, { semantics, report }) {
      if (node.operator !== "/" || semantics.resolve(node)?.kind === "bound") return;
      const left = integerOf(node.left, semantics);
      const right = integerOf(node.right, semantics);
      if (left === undefined || !right || left % right === 0n) return;
      const data = { left: `${left}`, right: `${right}`, quotient: `${left / right}` };
      report({ at: node, message: "truncated", data });
    },
  },
});

function integerOf(node: Expression, semantics: Semantics): bigint | undefined {
  const folded = semantics.fold(node);
  return folded.known && folded.value.type === "integer" ? folded.value.value : undefined;
}
