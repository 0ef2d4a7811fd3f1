import { defineOptionRule, severityOf } from "../../src/rule/index.ts";

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
    ],
    fixSafety:
      "The fix writes `prohibit-password`: whoever logs in as root with a password is locked out.",
    references: ["https://man.openbsd.org/sshd_config#PermitRootLogin"],
  },
  paths: ["services.openssh.settings.PermitRootLogin"],
  check({ folded, option, span, value, conditions }, { report, isSetTo }) {
    const isYes =
      folded.known &&
      ((folded.value.type === "string" && folded.value.value === "yes") ||
        (folded.value.type === "boolean" && folded.value.value));
    if (!isYes) return;
    const keysOnly =
      isSetTo("services.openssh.settings.PasswordAuthentication", false) &&
      isSetTo("services.openssh.settings.KbdInteractiveAuthentication", false);
    const isBranch = conditions.some(({ kind }) => kind === "then" || kind === "else");
    report({
      at: span,
      message: keysOnly ? "keysOnly" : isBranch ? "conditional" : "permitted",
      data: { option },
      ...(keysOnly ? { severity: severityOf("low") } : {}),
      ...(isBranch ? { confidence: "low" as const } : {}),
      fix: {
        title: 'Write "prohibit-password"',
        edits: [{ span: { start: value.start, end: value.end }, newText: '"prohibit-password"' }],
      },
    });
  },
});
