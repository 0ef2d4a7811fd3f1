import { defineOptionRule, plainText } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "limited-build-parallelism",
  summary: "a machine that builds on one core",
  category: "performance",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    one: "`{option}` lets Nix use one {what} at a time.",
    none: "`{option}` is 0: without other machines to build on, nothing is built at all.",
  },
  docs: {
    why: "Nix uses all cores unless it is told otherwise. With one job or one core a rebuild takes as many times longer as the machine has cores; with no job it fails as soon as something is in no cache.",
    examples: [
      {
        bad: "{ nix.settings.max-jobs = 1; }\n",
        good: '{ nix.settings.max-jobs = "auto"; }\n',
      },
    ],
    traps: [
      {
        good: "{ nix.settings = { max-jobs = 0; }; nix.distributedBuilds = true; }\n",
        because: "other machines build",
      },
      {
        good: "{\n  # The board has 1 GB of memory.\n  nix.settings.max-jobs = 1;\n}\n",
        because: "somebody thought of it, and says why",
      },
      { good: "{ nix.settings.cores = 0; }\n", because: "zero stands for all cores" },
    ],
    references: ["https://nix.dev/manual/nix/latest/advanced-topics/cores-vs-jobs"],
  },
  paths: ["nix.settings.max-jobs", "nix.settings.cores"],
  ephemeral: "silent",
  darwin: true,
  check({ folded, option, span, path }, { report, settingsOf, source, semantics }) {
    const text = plainText(folded);
    const isJobs = path.at(-1) === "max-jobs";
    if (text !== "1" && !(isJobs && text === "0")) return;
    const line = source.lineAt(span.start);
    const isExplained = semantics.tree.comments.some(
      ({ start, end }) => source.lineAt(start) === line || source.lineAt(end) === line - 1,
    );
    if (isExplained) return;
    if (text === "1")
      return report({ at: span, message: "one", data: { option, what: isJobs ? "job" : "core" } });
    const hasBuilders = [
      "nix.buildMachines",
      "nix.distributedBuilds",
      "nix.settings.builders",
    ].some((other) => settingsOf(other).length > 0 || settingsOf(`${other}[]`).length > 0);
    const isBeside = semantics.tree.nameIdFor("buildMachines") !== 0;
    // Another file may name the builders.
    if (!hasBuilders && !isBeside)
      report({ at: span, message: "none", data: { option }, confidence: "medium" });
  },
});
