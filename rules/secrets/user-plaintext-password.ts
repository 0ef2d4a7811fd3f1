import {
  defineOptionRule,
  isIndirection,
  literalsOfSetting,
  severityOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "user-plaintext-password",
  summary: "a login password in clear text",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8, cwe: [798] },
  messages: {
    login:
      "`{option}` is a login password in clear text: every local user and every cache can read it in /nix/store.",
    root: "`{option}` is root's password in clear text: every local user and every cache can read it in /nix/store.",
  },
  docs: {
    why: "Any program on the machine that reads the store can log in as this person, and so can whoever sees the repository, wherever a password is taken: at the console, by `sudo`, over SSH. `initialPassword` stays in force until somebody changes it. In installers, images and virtual machines the finding is a note.",
    examples: [
      {
        bad: '{ users.users.alice.initialPassword = "changeme"; }\n',
        good: "{ config, ... }:\n{ users.users.alice.hashedPasswordFile = config.age.secrets.alice.path; }\n",
      },
    ],
    traps: [
      {
        good: "{ config, ... }:\n{ users.users.alice.initialPassword = config.site.password; users.users.bob.password = null; }\n",
        because: "nobody can tell what that is, and `null` is no password",
      },
    ],
    whenNotToUse: "For machines that live for an hour behind a closed door.",
    references: ["https://search.nixos.org/options?query=hashedPasswordFile"],
  },
  paths: ["users.users.*.password", "users.users.*.initialPassword"],
  ephemeral: "info",
  tests: "info",
  check(setting, { report }) {
    for (const { text, spans } of literalsOfSetting(setting)) {
      if (text === "" || isIndirection(text)) continue;
      // Machines that `nixos-rebuild build-vm` makes have such a user, and no others.
      const isTester = /vm-?test/i.test(setting.path.at(-2) ?? "");
      const isRoot = setting.path.at(-2) === "root";
      report({
        ...spans,
        message: isRoot ? "root" : "login",
        data: { option: setting.option },
        severity: severityOf(isTester ? "info" : isRoot ? "critical" : "high"),
      });
    }
  },
});
