import { defineRule } from "../../src/rule/index.ts";

export default defineRule({
  id: "unused-suppression",
  summary: "a `nixaudit: ignore` comment that does nothing, or does not say why",
  category: "quality",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  // The engine reports this one, once it knows what each comment silenced.
  messages: {
    unused: "Nothing is reported here for {names}: this comment silences nothing.",
    unknown: "There is no rule or category `{name}`.",
    misspelled: "There is no rule or category `{name}`; `{nearest}` is the nearest.",
    unexplained: "This comment does not say why the finding is acceptable.",
    unnamed: "This comment silences every rule; name the ones that are meant in square brackets.",
  },
  docs: {
    why: "A comment that silences nothing hides the next finding on its line. One without a reason cannot be judged by the next reader.",
    examples: [
      {
        bad: "# nixaudit: ignore[redundant-rec] kept for symmetry\n{ a = 1; }\n",
        good: "{ a = 1; }\n",
      },
    ],
    traps: [
      {
        good: "# nixaudit: ignore[redundant-rec] kept for symmetry\nrec { a = 1; }\n",
        because: "the comment silences a finding and gives its reason",
      },
    ],
    references: [],
  },
  visit: {},
});
