import {
  defineOptionRule,
  isWorldWritable,
  plainText,
  replaceValue,
  withoutOtherWrite,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "etc-file-insecure-mode",
  summary: "a file in /etc that everyone may write to, or a secret one that everyone may read",
  category: "system",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 5.2, cwe: [732] },
  messages: {
    writable: "`{option}` lets every user and service change the file.",
    readable:
      "`{option}` puts a file with a secret name into the store, where everyone may read it.",
  },
  docs: {
    why: "Programs of root read their settings in `/etc`: who writes there decides what they do. And what `text` says is in the store, open to every user and every copy of the system, whatever the mode of the file in `/etc`.",
    examples: [
      {
        bad: '{ environment.etc."app.conf".mode = "0666"; }\n',
        good: '{ environment.etc."app.conf".mode = "0664"; }\n',
      },
      {
        bad: '{ environment.etc."app/secret".text = "<value>"; }\n',
        good: '{ config, ... }: { environment.etc."app/secret".source = config.sops.secrets.app.path; }\n',
      },
    ],
    traps: [
      { good: '{ environment.etc."app.conf".mode = "0555"; }\n', because: "nobody may write" },
      {
        good: '{ environment.etc."password-policy.conf".text = "minlen = 12"; }\n',
        because: "the name only speaks of passwords",
      },
    ],
    fixSafety:
      "The fix takes the right to write away from others: a program of another user may need it.",
    references: ["https://wiki.nixos.org/wiki/Comparison_of_secret_managing_schemes"],
  },
  paths: ["environment.etc.*.mode", "environment.etc.*.text"],
  check(setting, { report }) {
    const { option, path, folded, span } = setting;
    const text = plainText(folded);
    if (text === undefined) return;
    if (path.at(-1) === "mode") {
      if (!isWorldWritable(text)) return;
      const fix = replaceValue(setting, `"${withoutOtherWrite(text)}"`, "Take it away from others");
      report({ at: span, message: "writable", data: { option }, fix });
      return;
    }
    const file = path.at(-2) ?? "";
    // A file that only says where the secret is gives nothing away.
    if (!secretName.test(file) || text.trim() === "" || /\/(?:run|var|etc)\//.test(text)) return;
    report({ at: setting.name, message: "readable", data: { option } });
  },
});

const secretName =
  /(?:^|[/._-])(?:secrets?|passwords?|passwd|credentials?|private[-_]?key|api[-_]?key|token|psk)(?:\.(?:txt|env|key|conf|json|ya?ml|toml))?$/i;
