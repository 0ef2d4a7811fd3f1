import {
  daemonPaths,
  defineOptionRule,
  directivesOf,
  isNo,
  isYes,
  removeSetting,
} from "../../src/rule/index.ts";

const keys = ["filter-syscalls", "allow-new-privileges"];

export default defineOptionRule({
  id: "nix-syscall-filter-disabled",
  summary: "Nix builds without the filter for system calls",
  category: "nix-daemon",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 4.8, cwe: [693] },
  messages: {
    filter: "`{option}` lets builds make setuid files and set extended attributes.",
    privileges: "`{option}` lets builds gain privileges through setuid programs.",
  },
  docs: {
    why: "The filter is what keeps a build from leaving a setuid program behind, or using one to get out of the sandbox.",
    examples: [
      {
        bad: "{\n  nix.settings.cores = 4;\n  nix.settings.filter-syscalls = false;\n}\n",
        good: "{\n  nix.settings.cores = 4;\n}\n",
      },
    ],
    traps: [
      {
        good: "{ nix.settings = { filter-syscalls = true; allow-new-privileges = false; }; }\n",
        because: "these are the defaults",
      },
    ],
    whenNotToUse: "On a kernel without seccomp, or under an emulator that lacks it.",
    fixSafety:
      "The fix removes the setting, so that the filter is on: under a kernel without seccomp no build starts.",
    references: ["https://nix.dev/manual/nix/latest/command-ref/conf-file#conf-filter-syscalls"],
  },
  paths: daemonPaths(...keys),
  check(setting, { report, semantics }) {
    for (const { key, option, text, at, isLine } of directivesOf(setting, keys, semantics)) {
      const isFilter = key === "filter-syscalls";
      if (!(isFilter ? isNo(text) : isYes(text))) continue;
      const fix = isLine ? undefined : removeSetting(setting, "Remove the setting");
      report({ at, message: isFilter ? "filter" : "privileges", data: { option }, fix });
    }
  },
});
