import {
  daemonPaths,
  defineOptionRule,
  directivesOf,
  isNo,
  isYes,
  removeSetting,
  severityOf,
  type Level,
} from "../../src/rule/index.ts";

const keys = ["sandbox", "sandbox-fallback"];

export default defineOptionRule({
  id: "nix-sandbox-disabled",
  summary: "Nix builds without a sandbox, or with an optional one",
  category: "nix-daemon",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 7.4, cwe: [693] },
  messages: {
    off: "`{option}` lets builds see the files and the network of the host.",
    relaxed: "`{option}` lets a build that asks for it leave the sandbox.",
    fallback: "`{option}` lets builds run outside of the sandbox where it cannot be made.",
  },
  docs: {
    why: "A build runs code from the net. Outside of the sandbox it can read what its user can, send it away, and take parts from the host that no hash covers.",
    examples: [
      {
        bad: "{\n  nix.settings.max-jobs = 4;\n  nix.settings.sandbox = false;\n}\n",
        good: "{\n  nix.settings.max-jobs = 4;\n}\n",
      },
    ],
    traps: [
      {
        good: "{ nix.settings.sandbox = true; nix.settings.sandbox-fallback = false; }\n",
        because: "every build is in the sandbox, or fails",
      },
    ],
    fixSafety:
      "The fix removes the setting, so that the default holds: on. A build that reads the network or files of the host fails after it.",
    references: ["https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-sandbox"],
  },
  darwin: true,
  paths: daemonPaths(...keys),
  check(setting, { report, semantics }) {
    // On macOS the sandbox is off by default.
    const isDarwin =
      setting.settings.has("darwin") ||
      setting.conditions.some(({ node }) => /darwin/i.test(node.text));
    for (const { key, option, text, at, isLine } of directivesOf(setting, keys, semantics)) {
      const message = judge(key, text);
      if (!message) continue;
      const level: Level = isDarwin ? "info" : message === "off" ? "high" : "low";
      const fix = isLine ? undefined : removeSetting(setting, "Remove the setting");
      report({ at, message, data: { option }, severity: severityOf(level), fix });
    }
  },
});

function judge(key: string, text: string | undefined): "off" | "relaxed" | "fallback" | undefined {
  if (key === "sandbox-fallback") return isYes(text) ? "fallback" : undefined;
  if (text === "relaxed") return "relaxed";
  return isNo(text) ? "off" : undefined;
}
