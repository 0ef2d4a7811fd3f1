import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "parser-disagreement",
  summary: "a file that Nix refuses to read, and nixaudit took",
  category: "evaluation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: { refused: "Nix cannot read this file: {text}." },
  docs: {
    why: "Nix is the judge: whatever imports the file fails. It is also a defect of nixaudit, or a rule that is turned off, that the file passed the audit of the source.",
    examples: [
      {
        bad: "{ ... }:\n{\n  networking.hostName = hostName;\n}\n",
        good: '{ ... }:\n{\n  networking.hostName = "web";\n}\n',
      },
    ],
    traps: [
      {
        good: "{ ... }:\n{\n  x = [ 1 2 ] |> map toString;\n}\n",
        because:
          "a Nix older than 2.24 knows no pipe operators, and does not count as a judge of them",
      },
    ],
  },
  check({ problems }, { report }) {
    for (const problem of problems) {
      // What our own parser refuses as well is a `syntax-error` of the audit.
      if (problem.kind !== "parse" || problem.isKnown) continue;
      const { at, related, hosts, message: text } = problem;
      report({ at, related, hosts, message: "refused", data: { text } });
    }
  },
});
