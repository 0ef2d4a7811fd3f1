import {
  defineOptionRule,
  directivesOf,
  isYes,
  replaceValue,
  severityOf,
  sshdDefaults,
  sshdPaths,
  type OptionContext,
} from "../../src/rule/index.ts";

const levels = {
  accepted: "medium",
  noFirewall: "high",
  closedPort: "low",
  inMatch: "low",
} as const;

const keys = ["PasswordAuthentication", "KbdInteractiveAuthentication"];

export default defineOptionRule({
  id: "ssh-password-auth",
  summary: "SSH that accepts passwords",
  category: "access",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 6.2, cwe: [307] },
  messages: {
    accepted: "`{option}` lets people log in over SSH with a password.",
    noFirewall:
      "`{option}` lets people log in over SSH with a password, and no firewall stands before it.",
    closedPort: "`{option}` accepts passwords over SSH, on a port that the firewall keeps closed.",
    inMatch: "`{option}` accepts passwords over SSH where a `Match` block applies.",
  },
  docs: {
    why: "A password can be guessed from anywhere, all day long, and one weak or reused one is enough. A key cannot be guessed.",
    examples: [
      {
        bad: "{ services.openssh.settings.PasswordAuthentication = true; }\n",
        good: "{ services.openssh.settings.PasswordAuthentication = false; }\n",
      },
    ],
    traps: [
      {
        good: '{\n  services.openssh.settings = {\n    PasswordAuthentication = false;\n    KbdInteractiveAuthentication = true;\n    AuthenticationMethods = "publickey,keyboard-interactive";\n  };\n}\n',
        because: "a second factor is asked for this way, behind the key",
      },
    ],
    fixSafety: "The fix writes `false`: whoever has no key on the host is locked out.",
    references: ["https://man.openbsd.org/sshd_config#PasswordAuthentication"],
  },
  paths: sshdPaths(...keys),
  check(setting, context) {
    const { report, isSetTo, semantics } = context;
    const no = setting.value.is("string_expression") ? '"no"' : "false";
    for (const { key, option, text, at, isLine, block } of directivesOf(setting, keys, semantics, {
      firstWins: true,
    })) {
      if (!isYes(text) || (isLine && block === undefined && sshdDefaults.keys.has(key))) continue;
      if (key === "KbdInteractiveAuthentication" && asksForMore(context)) continue;
      const message =
        block !== undefined
          ? "inMatch"
          : isSetTo("networking.firewall.enable", false)
            ? "noFirewall"
            : isSetTo("services.openssh.openFirewall", false)
              ? "closedPort"
              : "accepted";
      report({
        at,
        message,
        data: { option },
        severity: severityOf(levels[message]),
        fix: isLine ? undefined : replaceValue(setting, no, `Write ${no}`),
      });
    }
  },
});

/** Whether keyboard-interactive is there for a second factor. */
function asksForMore({ settingsOf }: Pick<OptionContext<never, never>, "settingsOf">): boolean {
  return (
    settingsOf("services.openssh.settings.AuthenticationMethods").length > 0 ||
    settingsOf("services.openssh.extraConfig").some(({ value }) =>
      value.text.includes("AuthenticationMethods"),
    )
  );
}
