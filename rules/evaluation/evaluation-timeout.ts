import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "evaluation-timeout",
  summary: "an evaluation over its limit of time or memory",
  category: "evaluation",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    time: "Evaluating `{target}` took over {limit} and was ended.",
    memory: "Evaluating `{target}` took over {limit} of memory and was ended.",
  },
  docs: {
    why: "A host whose evaluation has no end, or fills the machine, blocks everything that comes after it. Nothing is known of it: it may be sound, and only large.",
    examples: [
      {
        bad: "{ lib, ... }:\n{\n  environment.variables.SUM = toString (lib.foldl' (a: b: a + b) 0 (lib.range 1 2000000000));\n}\n",
        good: '{ ... }:\n{\n  environment.variables.EDITOR = "vi";\n}\n',
      },
    ],
    traps: [
      {
        good: '{ ... }:\n{\n  networking.hostName = "large";\n}\n',
        because: "a host that stays under the limits is not reported, however large",
      },
    ],
    whenNotToUse: "Where hosts are large: `--timeout` and `--memory` move the limits.",
  },
  check({ problems }, { report }) {
    for (const problem of problems) {
      if (problem.kind !== "timeout" && problem.kind !== "out-of-memory") continue;
      const { at, related, hosts, target, limit } = problem;
      const message = problem.kind === "timeout" ? "time" : "memory";
      report({ at, related, hosts, message, data: { target, limit } });
    }
  },
});
