import {
  defineOptionRule,
  elementsOf,
  isForRootOnly,
  isYes,
  plainText,
  runAsOf,
  setAround,
  severityOf,
  sudoGrants,
  sudoPaths,
  valueOf,
  type Setting,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "sudo-nopasswd-all",
  summary: "a rule of sudo or doas that grants everything without a password",
  category: "access",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.8, cwe: [250] },
  messages: {
    everything: "`{option}` lets someone run every command as root without a password.",
    asAccount: "`{option}` lets someone run every command as `{account}` without a password.",
    byDefault: "`{option}` lets everyone who may use sudo do so without a password.",
  },
  docs: {
    why: "Whatever runs as that user, a browser or a script from the net included, is root at once. For a service account, one hole in the service is a hole in the host.",
    examples: [
      {
        bad: '{\n  security.sudo.extraRules = [\n    {\n      users = [ "deploy" ];\n      commands = [ { command = "ALL"; options = [ "NOPASSWD" ]; } ];\n    }\n  ];\n}\n',
        good: '{\n  security.sudo.extraRules = [\n    {\n      users = [ "deploy" ];\n      commands = [\n        {\n          command = "/run/current-system/sw/bin/systemctl restart app.service";\n          options = [ "NOPASSWD" ];\n        }\n      ];\n    }\n  ];\n}\n',
      },
    ],
    traps: [
      {
        good: '{ security.sudo.extraRules = [ { groups = [ "wheel" ]; commands = [ { command = "ALL"; options = [ "SETENV" ]; } ]; } ]; }\n',
        because: "sudo still asks for the password",
      },
    ],
    whenNotToUse:
      "On a host that is managed from afar by one account, with its key under guard. With a narrower rule, everything that is not on its list asks for a password.",
    references: ["https://www.sudo.ws/docs/man/sudoers.man/"],
  },
  paths: [
    ...sudoPaths,
    "security.doas.extraRules[].noPass",
    "security.sudo.defaultOptions",
    "security.sudo-rs.defaultOptions",
  ],
  check(setting, { report, semantics }) {
    const { span, value, path, site } = setting;
    const [option = ""] = setting.option.split("[]", 1);
    const last = path.at(-1);
    const tell = (at: Setting["span"], account: string | undefined): void => {
      if (account === undefined) report({ at, message: "everything", data: { option } });
      else
        report({
          at,
          message: "asAccount",
          data: { option, account },
          severity: severityOf("low"),
        });
    };
    if (last === "noPass") {
      const rule = setAround(site);
      const isEverything = rule && !valueOf(rule, "cmd") && !isForRootOnly(rule, semantics);
      if (isYes(plainText(setting.folded)) && isEverything) {
        const runAs = runAsOf(rule, semantics);
        if (runAs !== "unknown") tell(span, runAs.account);
      }
    } else if (last === "defaultOptions") {
      if (elementsOf(value, semantics).some(({ text }) => text === "NOPASSWD"))
        report({ at: span, message: "byDefault", data: { option } });
    } else {
      for (const { command, runAs, at } of sudoGrants(setting, semantics))
        if (command === "ALL") tell(at, runAs);
    }
  },
});
