import {
  defineOptionRule,
  escapeOf,
  severityOf,
  sudoGrants,
  sudoPaths,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "sudo-nopasswd-escapable-command",
  summary: "a command of sudo without password that can be turned into root",
  category: "access",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.4, cwe: [269] },
  messages: {
    free: "`{program}` runs as root without a password, and does whatever its arguments say.",
    replaceable:
      "`{program}` runs as root without a password, and others than root may decide what stands there.",
    rebuild:
      "`{program}` runs as root without a password, and makes whatever the configuration says.",
  },
  docs: {
    why: "The rule looks narrow and is not: with free arguments the program starts a shell, or overwrites a file that root reads. Whoever may run it is root.",
    examples: [
      {
        bad: '{\n  security.sudo.extraRules = [\n    {\n      users = [ "deploy" ];\n      commands = [\n        {\n          command = "/run/current-system/sw/bin/nixos-rebuild switch *";\n          options = [ "NOPASSWD" ];\n        }\n      ];\n    }\n  ];\n}\n',
        good: '{ deployScript, ... }:\n{\n  security.sudo.extraRules = [\n    {\n      users = [ "deploy" ];\n      commands = [\n        {\n          command = "${deployScript}";\n          options = [ "NOPASSWD" ];\n        }\n      ];\n    }\n  ];\n}\n',
      },
    ],
    traps: [
      {
        good: '{\n  security.sudo.extraRules = [\n    {\n      groups = [ "wheel" ];\n      commands = [\n        {\n          command = "/run/current-system/sw/bin/systemctl suspend";\n          options = [ "NOPASSWD" ];\n        }\n      ];\n    }\n  ];\n}\n',
        because: "sudo takes these arguments and no others",
      },
    ],
    whenNotToUse:
      "Where the user is meant to be root anyway. Scripts that call the command in other ways ask for a password after a change.",
    references: ["https://gtfobins.github.io/"],
  },
  paths: sudoPaths,
  check(setting, { report, semantics }) {
    for (const { command, runAs, at } of sudoGrants(setting, semantics)) {
      const escape = runAs === undefined && command !== "ALL" ? escapeOf(command) : undefined;
      if (!escape) continue;
      const program = command.split(/\s/, 1)[0]?.split("/").at(-1) ?? "";
      report({
        at,
        message: escape,
        data: { program },
        ...(escape === "rebuild" ? { severity: severityOf("medium") } : {}),
      });
    }
  },
});
