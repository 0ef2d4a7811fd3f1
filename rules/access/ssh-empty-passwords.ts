import {
  defineOptionRule,
  directivesOf,
  isYes,
  removeSetting,
  sshdPaths,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "ssh-empty-passwords",
  summary: "an sshd that permits empty passwords",
  category: "access",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 9.5, cwe: [258] },
  messages: {
    permitted: "`{option}` opens every account that has no password to the network.",
  },
  docs: {
    why: "An account without a password, one made in a hurry or by an image, is open to everyone who knows its name. No guess is needed.",
    examples: [
      {
        bad: "{\n  services.openssh.enable = true;\n  services.openssh.settings.PermitEmptyPasswords = true;\n}\n",
        good: "{\n  services.openssh.enable = true;\n}\n",
      },
    ],
    traps: [
      {
        good: "{ security.pam.services.greetd.allowNullPassword = true; }\n",
        because: "a greeter asks people who sit before the machine",
      },
    ],
    fixSafety:
      "The fix removes the setting: an account with neither a password nor a key cannot log in over SSH any longer.",
    references: ["https://man.openbsd.org/sshd_config#PermitEmptyPasswords"],
  },
  paths: [...sshdPaths("PermitEmptyPasswords"), "security.pam.services.sshd.allowNullPassword"],
  check(setting, { report, semantics }) {
    for (const { option, text, at, isLine } of directivesOf(
      setting,
      ["PermitEmptyPasswords"],
      semantics,
      { firstWins: true },
    )) {
      if (!isYes(text)) continue;
      const fix = isLine ? undefined : removeSetting(setting, "Remove the setting");
      report({ at, message: "permitted", data: { option }, fix });
    }
  },
});
