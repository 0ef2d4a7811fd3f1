import { defineRule, removeLet } from "../../src/rule/index.ts";

export default defineRule({
  id: "empty-let",
  summary: "a `let` that binds nothing",
  category: "dead-code",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["statix:empty_let_in", "nil:empty_let_in", "nix-linter:EmptyLet", "tvix:W010"],
  messages: { empty: "This `let` binds nothing." },
  docs: {
    why: "It does nothing, and costs a reader a look at what it might bind. Mostly it is what is left after its last binding was removed or commented out.",
    examples: [
      { bad: "let in 1 + 2\n", good: "1 + 2\n" },
      { bad: "let\n  # version = 1;\nin\n{ }\n", good: "# version = 1;\n{ }\n" },
    ],
    traps: [{ good: "let { body = 1; }\n", because: "that is the old form, which has no `in`" }],
    fixSafety: "Comments between `let` and `in` end up in front of the body.",
  },
  visit: {
    let_expression(node, { report }) {
      if ((node.bindingSet?.bindings.length ?? 0) > 0) return;
      const keyword = node.token("let");
      const edits = removeLet(node);
      report({
        at: keyword ?? node,
        message: "empty",
        fix: edits && { title: "Remove the `let`", edits },
      });
    },
  },
});
