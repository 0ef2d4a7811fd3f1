import { reporters } from "../../src/report/index.ts";
import type { Rule } from "../../src/rule/index.ts";
import { findingsOf } from "./run-rule.ts";

/** What the text reporter says of a rule's first example, without the summary. */
export function explainExample(rule: Rule): string {
  const [example] = rule.docs.examples;
  const text = reporters.get("text");
  if (!example || !text) return "";
  const { bad, path, options, files } = example;
  const findings = findingsOf(rule, {
    text: bad,
    ...(path ? { path } : {}),
    ...(options ? { options } : {}),
    ...(files ? { files } : {}),
  });
  const summary = {
    files: 1,
    bytes: bad.length,
    findings: { error: 0, warning: 0, info: 0 },
    suppressed: 0,
    skipped: 0,
    fixable: { safe: 0, unsafe: 0 },
  };
  const output = text.render(
    { findings: findings.slice(0, 3), suppressed: [], skipped: [], failures: [], summary },
    {
      rules: [rule],
      toolVersion: "0.0.0",
      homepage: "",
      color: false,
      hyperlinks: false,
      verbose: false,
      displayPath: (shown) => shown,
    },
  );
  return output
    .split("\n")
    .filter((line) => !line.includes("why: run `nixaudit explain"))
    .join("\n")
    .replace(/\n\d+ findings? \([^]*$/, "")
    .trimEnd();
}
