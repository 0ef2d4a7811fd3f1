import {
  defineOptionRule,
  directivesOf,
  replaceValue,
  severityOf,
  sshdDefaults,
  sshdPaths,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "ssh-root-login",
  summary: "root login over SSH",
  category: "access",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 7.8, cwe: [250] },
  messages: {
    permitted: "`{option}` lets root log in over SSH with a password.",
    keysOnly: "`{option}` lets root log in over SSH, though not with a password.",
    conditional: "`{option}` may let root log in over SSH: a branch of it says yes.",
    inMatch: "`{option}` lets root log in over SSH where a `Match` block applies.",
  },
  docs: {
    why: "Everyone on the network may guess at the one account that every machine has, and whoever guesses right owns the host; the log does not tell which person it was.",
    examples: [
      {
        bad: '{ services.openssh.settings.PermitRootLogin = "yes"; }\n',
        good: '{ services.openssh.settings.PermitRootLogin = "prohibit-password"; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.openssh.settings.PermitRootLogin = "no"; }\n',
        because: "root cannot log in",
      },
      {
        good: "{\n  services.openssh.extraConfig = ''\n    PermitRootLogin yes\n  '';\n}\n",
        because: "NixOS writes a value of its own before this line, and sshd takes the first",
      },
    ],
    fixSafety:
      "The fix writes `prohibit-password`: whoever logs in as root with a password is locked out.",
    references: [
      "https://man.openbsd.org/sshd_config#PermitRootLogin",
      "https://cisofy.com/lynis/controls/SSH-7408/",
    ],
  },
  paths: sshdPaths("PermitRootLogin"),
  check(setting, { report, isSetTo, semantics }) {
    const isKeysOnly =
      isSetTo("services.openssh.settings.PasswordAuthentication", false) &&
      isSetTo("services.openssh.settings.KbdInteractiveAuthentication", false);
    const isBranch = setting.conditions.some(({ kind }) => kind === "then" || kind === "else");
    const directives = directivesOf(setting, ["PermitRootLogin"], semantics, { firstWins: true });
    for (const { key, option, text, at, isLine, block } of directives) {
      if (text !== "yes" && text !== "true") continue;
      if (isLine && block === undefined && sshdDefaults.keys.has(key)) continue;
      const message = isKeysOnly
        ? "keysOnly"
        : block !== undefined
          ? "inMatch"
          : isBranch
            ? "conditional"
            : "permitted";
      report({
        at,
        message,
        data: { option },
        ...(isKeysOnly || block !== undefined ? { severity: severityOf("low") } : {}),
        ...(isBranch ? { confidence: "low" as const } : {}),
        fix: isLine
          ? undefined
          : replaceValue(setting, '"prohibit-password"', 'Write "prohibit-password"'),
      });
    }
  },
});
