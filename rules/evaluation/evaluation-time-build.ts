import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "evaluation-time-build",
  summary: "an evaluation that has to build something first",
  category: "evaluation",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nix:trace-import-from-derivation"],
  messages: { built: "`{target}` builds `{derivation}` while it is evaluated." },
  docs: {
    why: "Import from derivation makes evaluation wait for a build, one at a time, on every machine that evaluates; a check without a builder cannot evaluate the host at all; and the build runs before anybody could look at what will be built.",
    examples: [
      {
        bad: '{ pkgs, ... }:\n{\n  environment.etc.motd.text = builtins.readFile (pkgs.writeText "motd" "hi");\n}\n',
        good: '{ pkgs, ... }:\n{\n  environment.etc.motd.source = pkgs.writeText "motd" "hi";\n}\n',
      },
    ],
    traps: [
      {
        good: "{ ... }:\n{\n  environment.etc.motd.text = builtins.readFile ./motd;\n}\n",
        because: "the file is there before anything is built",
      },
    ],
    whenNotToUse:
      "Where evaluation may build: `nixaudit validate --allow-ifd` goes on, and still lists what needs it.",
  },
  check({ problems }, { report }) {
    for (const problem of problems) {
      if (problem.kind !== "evaluation-time-build") continue;
      const { at, related, hosts, target, derivation } = problem;
      report({ at, related, hosts, message: "built", data: { target, derivation } });
    }
  },
});
