import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "unknown-option",
  summary: "a definition of an option that does not exist",
  category: "evaluation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    unknown: "There is no option `{option}`.",
    misspelled: "There is no option `{option}`; did you mean `{nearest}`?",
  },
  docs: {
    why: "The host cannot be built. Mostly it is a slip of the pen, an option of a module that is not imported, or one that went with a new release.",
    examples: [
      {
        bad: "{ ... }:\n{\n  services.openshh.enable = true;\n}\n",
        good: "{ ... }:\n{\n  services.openssh.enable = true;\n}\n",
      },
    ],
    traps: [
      {
        good: '{ ... }:\n{\n  services.openssh.settings.AnythingAtAll = "yes";\n}\n',
        because: "the set is free-form: it takes names that nobody declared",
      },
    ],
  },
  check({ problems }, { report }) {
    for (const problem of problems) {
      if (problem.kind !== "unknown-option") continue;
      const { at, related, hosts, option, nearest } = problem;
      if (nearest === undefined)
        report({ at, related, hosts, message: "unknown", data: { option } });
      else report({ at, related, hosts, message: "misspelled", data: { option, nearest } });
    }
  },
});
