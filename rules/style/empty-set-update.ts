import { defineRule, findNeutralOperand } from "../../src/rule/index.ts";

export default defineRule({
  id: "empty-set-update",
  summary: "an empty set joined to another set",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["nix-linter:UpdateEmptySet", "astlog:no-update-empty-set"],
  messages: { empty: "The empty set adds nothing to the other side of `//`." },
  docs: {
    why: "An empty set in a chain is mostly what is left of an edit. A reader has to work out that nothing is added or replaced there.",
    examples: [
      {
        bad: "let x = { a = 1; }; in { } // x // { b = 2; }\n",
        good: "let x = { a = 1; }; in x // { b = 2; }\n",
      },
      { bad: "x: x // { }\n", good: "x: x\n" },
    ],
    traps: [
      { good: "x: x // {\n  # nothing yet\n}\n", because: "the comment says what belongs there" },
      { good: "x: x // { a = { }; }\n", because: "the set has an attribute" },
      {
        good: "x: y:\n{ }\n// x\n// y\n",
        because: "it lets each of the lines below begin with `//`",
      },
    ],
    fixSafety:
      "Safe where the other side is a set by its form, or is still joined to another set afterwards. Elsewhere unsafe: a value that is no set would no longer be refused.",
  },
  visit: {
    binary_expression(node, context) {
      const empty = findNeutralOperand(node, "//", context);
      if (empty) context.report({ at: empty.operand, message: "empty", fix: empty.fix });
    },
  },
});
