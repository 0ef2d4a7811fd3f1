import { defineRule } from "../../src/rule/index.ts";

export default defineRule({
  id: "rec-overrides-attribute",
  summary: "an attribute `__overrides` in a recursive set",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["lix:rec-set-overrides"],
  messages: { overrides: "`__overrides` replaces other attributes of this recursive set." },
  docs: {
    why: "What it holds takes the place of the attributes beside it, also where these read each other. Nothing at the attributes shows that, and Nix means to drop it.",
    examples: [
      {
        bad: "rec { a = 1; b = a; __overrides = { a = 2; }; }\n",
        good: "rec { a = 2; b = a; }\n",
      },
    ],
    traps: [
      {
        good: "{ a = 1; __overrides = { a = 2; }; }\n",
        because: "a plain set gives it no meaning",
      },
      {
        good: "let a = 1; __overrides = { a = 2; }; in [ a __overrides ]\n",
        because: "nor does a `let`",
      },
    ],
  },
  mentions: ["__overrides"],
  visit: {
    source_code(_node, { semantics, report }) {
      const seen = new Set<number>();
      for (const { name, kind, nameNode, owner } of semantics.bindings) {
        if (name !== "__overrides" || seen.has(nameNode.row)) continue;
        if (kind !== "rec" && !owner.is("let_attrset_expression")) continue;
        // Merged sets bind a name once for each piece.
        seen.add(nameNode.row);
        report({ at: nameNode, message: "overrides" });
      }
    },
  },
});
