import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "failed-assertion",
  summary: "an assertion of a host's modules that does not hold",
  category: "evaluation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: { failed: "{text}." },
  docs: {
    why: "A module that cannot work as it is configured says so with an assertion, and the host cannot be built until it holds. Nix shows one text for all of them, without a place; here each is a finding, at the assertion where this tree makes it.",
    examples: [
      {
        bad: '{ ... }:\n{\n  assertions = [\n    {\n      assertion = false;\n      message = "The backup needs a repository.";\n    }\n  ];\n}\n',
        good: '{ ... }:\n{\n  assertions = [\n    {\n      assertion = true;\n      message = "The backup needs a repository.";\n    }\n  ];\n}\n',
      },
    ],
    traps: [
      {
        good: '{ ... }:\n{\n  warnings = [ "The backup has no repository." ];\n}\n',
        because: "a warning stops nothing: `evaluation-warning` tells of it",
      },
    ],
  },
  check({ problems }, { report }) {
    for (const { kind, at, related, hosts, message } of problems) {
      if (kind === "assertion")
        report({ at, related, hosts, message: "failed", data: { text: message } });
    }
  },
});
