import { defineOptionRule, isYes, plainText, replaceValue } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "samba-smb1",
  summary: "SMB1 or NTLMv1 enabled",
  category: "service",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 7.2, cwe: [327] },
  messages: {
    protocol: "`{option}` allows SMB1, which neither signs nor encrypts as it should.",
    login:
      "`{option}` allows logins whose password can be worked out from what goes over the line.",
  },
  docs: {
    why: "Whoever sits between both ends reads and changes files, takes over sessions, and gets the password out of a recorded login. The worms of 2017 spread over SMB1.",
    examples: [
      {
        bad: '{ services.samba.settings.global."server min protocol" = "NT1"; }\n',
        good: '{ services.samba.settings.global."server min protocol" = "SMB2_10"; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.samba.settings.global."client max protocol" = "NT1"; }\n',
        because: "it says what is used at most",
      },
      {
        good: '{ services.samba.settings.global."ntlm auth" = "ntlmv2-only"; }\n',
        because: "NTLMv1 stays off",
      },
    ],
    fixSafety:
      "The fix writes `SMB2_10`: old devices, scanners and game consoles among them, cannot connect any longer.",
    references: ["https://www.samba.org/samba/docs/current/man-html/smb.conf.5.html"],
  },
  paths: ["settings", "shares"].flatMap((set) =>
    [
      "min protocol",
      "server min protocol",
      "client min protocol",
      "client ipc min protocol",
      "ntlm auth",
      "raw NTLMv2 auth",
      "lanman auth",
      "client lanman auth",
      "client plaintext auth",
    ].map((key) => `services.samba.${set}.*.${key}`),
  ),
  check(setting, { report }) {
    const { option, folded, path, span } = setting;
    const text = plainText(folded);
    if (text === undefined) return;
    if (path.at(-1)?.endsWith("protocol")) {
      if (/^(?:NT1|CORE\w*|COREPLUS|LANMAN\w*|SMB1)$/i.test(text))
        report({
          at: span,
          message: "protocol",
          data: { option },
          fix: replaceValue(setting, '"SMB2_10"', "Write SMB2_10"),
        });
    } else if (isYes(text) || /^ntlmv1-permitted$/i.test(text)) {
      report({ at: span, message: "login", data: { option } });
    }
  },
});
