import {
  daemonPaths,
  defineOptionRule,
  directivesOf,
  isNo,
  maskedText,
  removeSetting,
  severityOf,
  spanWithin,
  stringsOf,
} from "../../src/rule/index.ts";

const caches = ["substituters", "extra-substituters", "trusted-substituters"];
const keys = ["require-sigs", ...caches];

export default defineOptionRule({
  id: "nix-signatures-disabled",
  summary: "store paths that are accepted without a signature",
  category: "nix-daemon",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 9.3, cwe: [347] },
  messages: {
    all: "`{option}` accepts store paths that nobody has signed.",
    cache: "`{option}` accepts what one cache sends without a signature.",
    copy: "`{flag}` copies store paths that nobody has signed.",
  },
  docs: {
    why: "A cache, or whoever sits between it and the host, can send any program under the name of any package. It runs as root at the next switch.",
    examples: [
      {
        bad: '{\n  nix.settings.require-sigs = false;\n  nix.settings.substituters = [ "https://cache.example.org" ];\n}\n',
        good: '{\n  nix.settings.substituters = [ "https://cache.example.org" ];\n}\n',
      },
    ],
    traps: [
      {
        good: '{ nix.settings.substituters = [ "https://cache.example.org?priority=50" ]; }\n',
        because: "the cache has a key of its own",
      },
    ],
    fixSafety:
      "The fix removes the setting, so that signatures are needed: caches without a known key serve nothing after it.",
    references: ["https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-require-sigs"],
  },
  darwin: true,
  paths: [
    ...daemonPaths(...keys),
    "systemd.services.*.script",
    "systemd.services.*.preStart",
    "systemd.services.*.postStart",
    "systemd.services.*.serviceConfig.ExecStart",
    "environment.shellAliases.*",
    "home.shellAliases.*",
    "programs.bash.shellAliases.*",
    "programs.zsh.shellAliases.*",
    "programs.fish.shellAliases.*",
  ],
  check(setting, { report, semantics }) {
    const { path, value } = setting;
    if (path[0] !== "nix" && !(path[0] ?? "").startsWith("determinate")) {
      for (const node of stringsOf(value, semantics)) {
        const text = maskedText(node);
        for (const { 0: flag, index } of text.matchAll(/--no-(?:require|check)-sigs(?![\w-])/g)) {
          const at = spanWithin(node, text, index, index + flag.length);
          report({ at, message: "copy", data: { flag }, severity: severityOf("medium") });
        }
      }
      return;
    }
    for (const { key, option, text, words, at, isLine } of directivesOf(setting, keys, semantics)) {
      if (key === "require-sigs") {
        if (!isNo(text)) continue;
        const fix = isLine ? undefined : removeSetting(setting, "Remove the setting");
        report({ at, message: "all", data: { option }, fix });
      } else {
        for (const word of words)
          if (/[?&]trusted=(?:1|true)(?:&|$)/.test(word.text))
            report({ at: word.at, message: "cache", data: { option } });
      }
    }
  },
});
