import { defineOptionRule, elementsOf } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "pam-ssh-agent-auth",
  summary: "sudo by SSH agent, with key files that the user can write",
  category: "access",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.4, cwe: [269] },
  messages: {
    writable: "`{option}` takes the keys for sudo from `{file}`, which the user can write.",
  },
  docs: {
    why: "Whatever runs as the user can add a key of its own to the file, and is root with the next `sudo`. No password stands between.",
    examples: [
      {
        bad: '{ security.pam.sshAgentAuth.authorizedKeysFiles = [ "%h/.ssh/authorized_keys" ]; }\n',
        good: '{ security.pam.sshAgentAuth.authorizedKeysFiles = [ "/etc/ssh/authorized_keys.d/%u" ]; }\n',
      },
    ],
    traps: [
      {
        good: "{ security.pam.sshAgentAuth.enable = true; }\n",
        because:
          "by default the keys come from /etc, which only root can write (since NixOS 24.05)",
      },
    ],
    whenNotToUse:
      "Where only root can write the homes. Without the file, `sudo` asks for the password of users whose keys stand nowhere else.",
    references: [
      "https://github.com/NixOS/nixpkgs/issues/31611",
      "https://github.com/NixOS/nixpkgs/pull/277626",
    ],
  },
  paths: ["security.pam.sshAgentAuth.authorizedKeysFiles"],
  check({ value, option }, { report, semantics, isSetTo }) {
    if (isSetTo("security.pam.sshAgentAuth.enable", false)) return;
    for (const { node, text } of elementsOf(value, semantics)) {
      if (text === undefined || !/^(?:~|%h|\/home\/|\$HOME)/.test(text)) continue;
      report({ at: node, message: "writable", data: { option, file: text } });
    }
  },
});
