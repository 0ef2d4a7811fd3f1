import { defineRule, holdsComment } from "../../src/rule/index.ts";

export default defineRule({
  id: "unused-with",
  summary: "a `with` that no name of its body comes from",
  category: "dead-code",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["nixf:sema-extra-with", "nil:unused_with"],
  messages: { unused: "No name below this `with {environment};` comes from it." },
  docs: {
    why: "A reader has to think of every name as one that might come from the set. When none does, that work is for nothing, and a misspelled name below it is no longer an error until it is evaluated.",
    examples: [
      {
        bad: "let pkgs = { a = 1; }; in with pkgs; [ 1 2 ]\n",
        good: "let pkgs = { a = 1; }; in [ 1 2 ]\n",
      },
    ],
    traps: [
      {
        good: "outer: inner: with outer; with inner; [ name ]\n",
        because: "`name` may come from either of them",
      },
      { good: "lib: with lib; x: { y = mkIf x 1; }\n", because: "`mkIf` comes from it" },
    ],
    fixSafety:
      "`with` evaluates its set only when a name is looked up in it, so that taking it away changes nothing. A comment inside the set keeps the fix away.",
  },
  visit: {
    with_expression(node, { tree, semantics, hasSyntaxError, report }) {
      if (hasSyntaxError || semantics.namesFrom(node).length > 0) return;
      const head = { start: node.start, end: node.body.start };
      report({
        at: { start: node.start, end: node.environment.end },
        message: "unused",
        data: { environment: shortened(node.environment.text) },
        fix: holdsComment(tree, head)
          ? undefined
          : { title: "Remove the `with`", edits: [{ span: head, newText: "" }] },
      });
    },
  },
});

function shortened(text: string): string {
  return /^[\w.'-]{1,40}$/.test(text) ? text : "…";
}
