import {
  daemonPaths,
  defineOptionRule,
  directivesOf,
  isEveryone,
  isYes,
  removeSetting,
  trustedUsers,
} from "../../src/rule/index.ts";

const keys = ["accept-flake-config"];

export default defineOptionRule({
  id: "accept-flake-config",
  summary: "a Nix that lets every flake change its settings without a question",
  category: "nix-daemon",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 8, cwe: [829] },
  messages: {
    accepted: "`{option}` takes settings from every flake that is built, without a question.",
    trusted:
      "`{option}` takes settings from every flake that is built, and the daemon obeys users other than root: any flake can become root.",
  },
  docs: {
    why: "A flake from the net names caches, keys and hooks in its `nixConfig`. For a user whom the daemon trusts that is root: `nix build` of a stranger's flake is enough.",
    examples: [
      {
        bad: "{\n  nix.settings.cores = 4;\n  nix.settings.accept-flake-config = true;\n}\n",
        good: "{\n  nix.settings.cores = 4;\n}\n",
      },
    ],
    traps: [
      {
        good: "{\n  # accept-flake-config = true\n  nix.settings.accept-flake-config = false;\n}\n",
        because: "Nix asks for each flake",
      },
    ],
    fixSafety:
      "The fix removes the setting: Nix asks again before it takes settings from a flake, and a job without a terminal goes on without them.",
    references: [
      "https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-accept-flake-config",
      "https://github.com/NixOS/nix/issues/9649",
    ],
  },
  darwin: true,
  paths: daemonPaths(...keys),
  check(setting, { report, semantics, settingsOf }) {
    for (const { option, text, at, isLine } of directivesOf(setting, keys, semantics)) {
      if (!isYes(text)) continue;
      const isTrusting = settingsOf("nix.settings.trusted-users")
        .flatMap((trusted) => trustedUsers(trusted, semantics))
        .some(({ name }) => name !== "root" || isEveryone(name));
      const fix = isLine ? undefined : removeSetting(setting, "Remove the setting");
      report({ at, message: isTrusting ? "trusted" : "accepted", data: { option }, fix });
    }
  },
});
