import { defineOptionRule, elementsOf, plainText, severityOf } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "auto-upgrade-unreviewed",
  summary: "an auto-upgrade that changes inputs on the host without review",
  category: "supply-chain",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.8, cwe: [1357] },
  messages: {
    flags: "`{option}` has the host take in new inputs by itself with `{flag}`.",
    loose: "`{option}` has the host evaluate as root with `{flag}`.",
    channel: "`{option}` has the host install whatever the channel holds that day.",
    remote: "`{option}` gives root to whoever may push to that repository.",
  },
  docs: {
    why: "Whatever the inputs hold that night runs as root in the morning, and the lock file in the repository does not show what. A host can't be rebuilt as it was.",
    examples: [
      {
        bad: '{ system.autoUpgrade.flags = [ "--update-input" "nixpkgs" ]; }\n',
        good: '{ system.autoUpgrade.flags = [ "--print-build-logs" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ system.autoUpgrade.flags = [ "-L" "--refresh" "--no-write-lock-file" ]; }\n',
        because: "the lock file stays as it is",
      },
      {
        good: "{ inputs, ... }: { system.autoUpgrade.flake = inputs.self.outPath; }\n",
        because: "it rebuilds what is there already",
      },
    ],
    whenNotToUse:
      "Where security updates at once matter more than knowing what changed. Without the flags someone, or a job, has to update the lock file.",
    references: ["https://wiki.nixos.org/wiki/Automatic_system_upgrades"],
  },
  paths: ["system.autoUpgrade.flags", "system.autoUpgrade.channel", "system.autoUpgrade.flake"],
  check(setting, { report, semantics, isSetTo }) {
    const { option, folded, span, path } = setting;
    if (isSetTo("system.autoUpgrade.enable", false)) return;
    const text = plainText(folded);
    switch (path.at(-1)) {
      case "channel":
        if (text !== undefined && /^https?:/.test(text))
          report({ at: span, message: "channel", data: { option } });
        return;
      case "flake":
        if (text !== undefined && remote.test(text) && !/[0-9a-f]{40}/.test(text))
          report({ at: span, message: "remote", data: { option }, severity: severityOf("info") });
        return;
      default: {
        const elements = elementsOf(setting.value, semantics);
        const update = elements.find(({ text: flag }) => updates.test(flag ?? ""));
        const found = update ?? elements.find(({ text: flag }) => looseFlags.test(flag ?? ""));
        if (found?.text !== undefined)
          report({
            at: found.node,
            message: update ? "flags" : "loose",
            data: { option, flag: found.text },
          });
      }
    }
  },
});

const updates = /^--(?:update-input|recreate-lock-file|upgrade-all)(?:=|$)/;
const looseFlags = /^--(?:impure|accept-flake-config)$/;
const remote = /^(?:github|gitlab|sourcehut|git\+https|git\+ssh|https|http|git\+http):/;
