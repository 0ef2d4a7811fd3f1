import { defineOptionRule, plainText } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "limited-build-parallelism",
  summary: "a Nix daemon that builds with one core, one job or none",
  category: "performance",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    one: "`{option}` is 1: builds leave the other cores idle.",
    none: "`{option}` is 0 and this file names no builders: nothing can be built here.",
  },
  docs: {
    why: "Left alone, Nix uses every core. With one job or one core a rebuild takes many times as long, mostly because of a line that was copied along.",
    examples: [
      { bad: "{ nix.settings.cores = 1; }\n", good: "{ nix.settings.cores = 0; }\n" },
      { bad: "{ nix.settings.max-jobs = 0; }\n", good: '{ nix.settings.max-jobs = "auto"; }\n' },
    ],
    traps: [
      {
        good: "{\n  # 512 MB of memory: two compilers do not fit\n  nix.settings.max-jobs = 1;\n}\n",
        because: "the comment says why",
      },
      {
        good: '{\n  nix.settings.max-jobs = 0;\n  nix.distributedBuilds = true;\n  nix.buildMachines = [ { hostName = "builder"; } ];\n}\n',
        because: "another machine builds",
      },
      { good: "{ nix.settings.cores = 0; }\n", because: "0 cores are all cores" },
    ],
  },
  paths: ["nix.settings.max-jobs", "nix.settings.cores"],
  ephemeral: "silent",
  darwin: true,
  check({ folded, option, path, span, site }, { report, isSetTo, settingsOf, source }) {
    const value = plainText(folded);
    if (value !== "0" && value !== "1") return;
    // A small machine is a reason, and its owner tends to say so.
    const line = source.lineAt(site.start);
    if (isCommented(line - 1) || /#/.test(textOf(line))) return;
    if (value === "1") report({ at: span, message: "one", data: { option } });
    if (value === "1" || path.at(-1) !== "max-jobs") return;
    const builders = ["nix.buildMachines", "nix.settings.builders"].flatMap(settingsOf);
    if (builders.length > 0 || isSetTo("nix.distributedBuilds", true)) return;
    report({ at: span, message: "none", data: { option }, confidence: "low" });

    function textOf(number: number): string {
      const { start, end } = source.lineSpan(number);
      return source.slice(start, end);
    }

    function isCommented(number: number): boolean {
      return number > 0 && /^\s*(?:#|\/\*|.*\*\/\s*$)/.test(textOf(number));
    }
  },
});
