import {
  defineOptionRule,
  directivesOf,
  severityOf,
  sshdDefaults,
  sshdPaths,
  sshdSettings,
} from "../../src/rule/index.ts";

const keys = sshdSettings.map(({ key }) => key);

export default defineOptionRule({
  id: "ssh-weak-settings",
  summary: "an sshd setting below the recommended value",
  category: "access",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  security: { score: 0.9, cwe: [1188] },
  messages: { weak: "`{option}` {effect}." },
  docs: {
    why: "Each of these settings undoes a part of what sshd does on its own against guessing, against files that others can write, or against users who want more than a shell.",
    examples: [
      {
        bad: "{ services.openssh.settings.StrictModes = false; }\n",
        good: '{ services.openssh.settings = { StrictModes = true; AllowUsers = [ "alice" ]; }; }\n',
      },
    ],
    traps: [
      {
        good: "{\n  services.openssh.extraConfig = ''\n    MaxAuthTries 4\n    MaxAuthTries 20\n  '';\n}\n",
        because: "sshd takes the first of two lines",
      },
    ],
    whenNotToUse: "Where a login that works today needs the weaker value.",
    references: [
      "https://man.openbsd.org/sshd_config",
      "https://cisofy.com/lynis/controls/SSH-7408/",
    ],
  },
  paths: sshdPaths(...keys),
  check(setting, { report, semantics }) {
    const directives = directivesOf(setting, keys, semantics, { firstWins: true });
    for (const { key, option, text, at, isLine, block } of directives) {
      const known = sshdSettings.find((candidate) => candidate.key === key);
      if (text === undefined || !known?.isWeak(text)) continue;
      if (isLine && block === undefined && sshdDefaults.keys.has(key)) continue;
      const { effect, level } = known;
      report({ at, message: "weak", data: { option, effect }, severity: severityOf(level) });
    }
  },
});
