import { defineRule, type Binding } from "../../src/rule/index.ts";

export default defineRule({
  id: "redundant-rec",
  summary: "`rec` on a set whose bindings do not refer to each other",
  category: "style",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["nixf:sema-extra-rec", "nil:unused_rec", "nix-linter:UnneededRec"],
  messages: { redundant: "No binding of this set reads another one: `rec` does nothing here." },
  docs: {
    why: "`rec` puts every attribute in the scope of all the others: a later attribute can capture a name that was meant to come from outside. Where nothing uses that, it is only the risk.",
    examples: [{ bad: "rec { a = 1; b = 2; }\n", good: "{ a = 1; b = 2; }\n" }],
    traps: [
      {
        good: "rec { a = 1; b = { c = x: a; }; }\n",
        because: "`a` is read inside a nested function",
      },
      { good: 'rec { a = 1; b = "${toString a}"; }\n', because: "`a` is read inside a string" },
      { good: "pkgs: with pkgs; rec { a = b; b = 1; }\n", because: "`b` hides the one of `pkgs`" },
      {
        good: "rec { __overrides = { }; }\n",
        because: "`__overrides` means something in a recursive set",
      },
    ],
    fixSafety: "No name changes what it refers to, so that the value stays the same.",
  },
  visit: {
    rec_attrset_expression(node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError || semantics.isMergedSet(node)) return;
      if (semantics.bindingsOf(node).some(isNeeded)) return;
      const rec = { start: node.start, end: node.start + "rec".length };
      const brace = node.token("{")?.start ?? rec.end;
      const hasCommentBetween = node.comments.some(({ end }) => end <= brace);
      report({
        at: rec,
        message: "redundant",
        fix: {
          title: "Remove `rec`",
          edits: [
            { span: { start: rec.start, end: hasCommentBetween ? rec.end : brace }, newText: "" },
          ],
        },
      });
    },
  },
});

function isNeeded({ name, references }: Binding): boolean {
  return references.length > 0 || name === "__overrides";
}
