import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "evaluation-warning",
  summary: "a warning that evaluating a host prints",
  category: "evaluation",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    renamed: "The option `{from}` is now called `{to}`.",
    said: "{text}.",
  },
  docs: {
    why: "Warnings scroll by while a host is built, and the next release makes errors of many. A renamed option is found at the line that still uses the old name.",
    examples: [
      {
        bad: '{ ... }:\n{\n  services.openssh.permitRootLogin = "no";\n}\n',
        good: '{ ... }:\n{\n  services.openssh.settings.PermitRootLogin = "no";\n}\n',
      },
    ],
    traps: [{ good: "{ ... }:\n{\n  warnings = [ ];\n}\n", because: "nothing is said" }],
    whenNotToUse:
      "Warnings that come from an input alone are reported as info: they are for its maintainers to mend.",
  },
  check({ problems }, { report }) {
    for (const problem of problems) {
      if (problem.kind !== "warning") continue;
      const { at, related, hosts, renamed, message: text, isForeign } = problem;
      const place = { at, related, hosts, ...(isForeign ? { severity: "info" as const } : {}) };
      if (renamed) report({ ...place, message: "renamed", data: renamed });
      else report({ ...place, message: "said", data: { text } });
    }
  },
});
