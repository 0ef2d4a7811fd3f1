import { constantKey, defineRule } from "../../src/rule/index.ts";

export default defineRule({
  id: "unquoted-splice",
  summary: "`${…}` as an attribute name without quotes",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  parity: ["statix:unquoted_splice", "astlog:no-unquoted-splice"],
  messages: { unquoted: "An attribute name is computed here without quotes round it." },
  docs: {
    why: "Next to `.` and `=` a bare `${…}` is easily read past. In quotes it looks like the string that it has to be.",
    examples: [
      {
        bad: 'let name = "a"; in { ${name} = 1; }\n',
        good: 'let name = "a"; in { "${name}" = 1; }\n',
      },
    ],
    traps: [
      { good: 'x: { "${x}" = "${x}"; }\n', because: "both stand in quotes" },
      { good: 'x: { ${"a.b"} = x; }\n', because: "the name is not computed" },
    ],
    whenNotToUse:
      "The bare form is common and means the same, but for `null`, which leaves the attribute out only there.",
  },
  visit: {
    attrpath(node, { tree, report }) {
      for (const attribute of node.attrs) {
        if (!attribute.is("interpolation")) continue;
        if (constantKey(tree, attribute.row) !== undefined) continue;
        report({ at: attribute, message: "unquoted" });
      }
    },
  },
});
