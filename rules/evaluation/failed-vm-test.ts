import { defineEvaluationRule } from "../../src/rule/index.ts";

export default defineEvaluationRule({
  id: "failed-vm-test",
  summary: "a NixOS test that fails",
  category: "evaluation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    silent: "The test `{target}` fails: {text}.",
    logged: "The test `{target}` fails; its log ends with `{log}`.",
  },
  docs: {
    why: "The test was written because somebody relies on what it checks.",
    examples: [
      {
        bad: '{ pkgs, ... }:\npkgs.testers.runNixOSTest {\n  name = "web";\n  nodes.web = { };\n  testScript = "web.wait_for_open_port(80)";\n}\n',
        good: '{ pkgs, ... }:\npkgs.testers.runNixOSTest {\n  name = "web";\n  nodes.web.services.nginx.enable = true;\n  testScript = "web.wait_for_open_port(80)";\n}\n',
      },
    ],
    traps: [
      {
        good: "{ pkgs, ... }: pkgs.hello\n",
        because: "it is no test: `nix flake check` builds it",
      },
    ],
    whenNotToUse: "Without `--vm`, or on a machine without KVM, no test is run.",
  },
  check({ problems }, { report }) {
    for (const problem of problems) {
      if (problem.kind !== "vm-test") continue;
      const { at, related, hosts, target, message: text } = problem;
      const log = problem.log.findLast((line) => line.trim() !== "");
      if (log === undefined)
        report({ at, related, hosts, message: "silent", data: { target, text } });
      else
        report({
          at,
          related,
          hosts,
          message: "logged",
          data: { target, log: log.trim().slice(0, 200) },
        });
    }
  },
});
