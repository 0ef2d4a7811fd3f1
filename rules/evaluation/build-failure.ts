import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "build-failure",
  summary: "a derivation of a host that does not build",
  category: "evaluation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    silent: "{text}.",
    logged: "{text}; its log ends with `{log}`.",
  },
  docs: {
    why: "The host cannot be deployed. What fails only because something below it failed is not said again.",
    examples: [
      {
        bad: '{ pkgs, ... }:\n{\n  environment.systemPackages = [ (pkgs.runCommand "broken" { } "exit 1") ];\n}\n',
        good: '{ pkgs, ... }:\n{\n  environment.systemPackages = [ (pkgs.runCommand "sound" { } "touch $out") ];\n}\n',
      },
    ],
    traps: [
      {
        good: "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.hello ];\n}\n",
        because: "without `--build` nothing is built, and nothing said",
      },
    ],
  },
  check({ problems }, { report }) {
    for (const problem of problems) {
      if (problem.kind !== "build") continue;
      const { at, related, hosts, message: text } = problem;
      const log = problem.log.findLast((line) => line.trim() !== "");
      if (log === undefined) report({ at, related, hosts, message: "silent", data: { text } });
      else
        report({
          at,
          related,
          hosts,
          message: "logged",
          data: { text, log: log.trim().slice(0, 200) },
        });
    }
  },
});
