import {
  defineOptionRule,
  isFlakeFile,
  isNo,
  isYes,
  plainText,
  stringsOf,
  type Semantics,
  type Setting,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "flake-nixconfig-dangerous",
  summary: "a flake that changes a security setting of Nix",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.9, cwe: [829] },
  messages: {
    weakens: "`{option}` asks everyone who uses the flake to give up a protection of Nix.",
    runs: "`{option}` runs a program of the flake's choice for everyone who uses the flake.",
  },
  docs: {
    why: "Nix asks whoever uses a flake to take over its settings, and many answer yes, or have `accept-flake-config` answer for them. A trusted user hands root to the author that way.",
    examples: [
      {
        bad: "{ nixConfig.sandbox = false; outputs = inputs: { }; }\n",
        good: "{ nixConfig.max-jobs = 4; outputs = inputs: { }; }\n",
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: '{ nixConfig.bash-prompt = "[dev] $ "; outputs = inputs: { }; }\n',
        path: "flake.nix",
        because: "a prompt only looks nice",
      },
      {
        good: "{ nixConfig.allow-import-from-derivation = true; outputs = inputs: { }; }\n",
        path: "flake.nix",
        because: "the flake needs it for its own evaluation",
      },
      {
        good: "{ nixConfig.sandbox = false; }\n",
        because: "only a flake has such settings",
      },
    ],
    references: ["https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake.html"],
  },
  paths: ["nixConfig.**"],
  ephemeral: "same",
  darwin: true,
  check(setting, { path, module, report, semantics }) {
    const isFlake =
      isFlakeFile(path) || module.definitions.some(({ path: [first] }) => first === "outputs");
    if (!isFlake || setting.path.length < 2) return;
    const message = dangerOf(setting, semantics);
    if (message)
      report({ at: setting.span, message, data: { option: `nixConfig.${setting.path[1] ?? ""}` } });
  },
});

function dangerOf(setting: Setting, semantics: Semantics): "weakens" | "runs" | undefined {
  const key = (setting.path[1] ?? "").replace(/^extra-/, "");
  const text = plainText(setting.folded);
  if (programs.has(key)) return text === "" ? undefined : "runs";
  if (weakeners.has(key)) return "weakens";
  switch (key) {
    case "sandbox":
      return isNo(text) || text === "relaxed" ? "weakens" : undefined;
    case "require-sigs":
      return isNo(text) ? "weakens" : undefined;
    case "accept-flake-config":
      return isYes(text) ? "weakens" : undefined;
    case "allow-unsafe-native-code-during-evaluation":
      return isYes(text) ? "runs" : undefined;
    default:
      return key.startsWith("bash-prompt") &&
        stringsOf(setting.value, semantics).some((string) => /\$\(|`/.test(string.text))
        ? "runs"
        : undefined;
  }
}

const programs = new Set([
  "post-build-hook",
  "pre-build-hook",
  "diff-hook",
  "build-hook",
  "builders",
  "plugin-files",
]);

const weakeners = new Set([
  "trusted-users",
  "allowed-users",
  "sandbox-paths",
  "ssl-cert-file",
  "netrc-file",
  "access-tokens",
]);
