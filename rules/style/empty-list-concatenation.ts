import { defineRule, findNeutralOperand } from "../../src/rule/index.ts";

export default defineRule({
  id: "empty-list-concatenation",
  summary: "an empty list joined to another list",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["statix:empty_list_concat", "astlog:no-empty-list-concat"],
  messages: { empty: "The empty list adds nothing to the other side of `++`." },
  docs: {
    why: "An empty list in a chain is mostly what is left of an edit. A reader has to work out that nothing is added there.",
    examples: [
      { bad: "let xs = [ 1 ]; in [ ] ++ xs ++ [ 2 ]\n", good: "let xs = [ 1 ]; in xs ++ [ 2 ]\n" },
      { bad: "xs: xs ++ [ ]\n", good: "xs: xs\n" },
    ],
    traps: [
      { good: "xs: xs ++ [\n  # nothing yet\n]\n", because: "the comment says what belongs there" },
      { good: "xs: xs ++ [ [ ] ]\n", because: "the list has an element" },
      {
        good: "xs: ys:\n[ ]\n++ xs\n++ ys\n",
        because: "it lets each of the lines below begin with `++`",
      },
    ],
    fixSafety:
      "Safe where the other side is a list by its form, or is still joined to another list afterwards. Elsewhere unsafe: a value that is no list would no longer be refused.",
  },
  visit: {
    binary_expression(node, context) {
      const empty = findNeutralOperand(node, "++", context);
      if (empty) context.report({ at: empty.operand, message: "empty", fix: empty.fix });
    },
  },
});
