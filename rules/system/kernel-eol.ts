import { calledFunction, defineOptionRule, severityOf } from "../../src/rule/index.ts";

/**
 * Series of the kernel that had long-term support and still had it on 2025-10-15, and the newest one of that day. Series that
 * ended after that day are not known to have. Source: kernel.org, releases.
 */
const longTerm: ReadonlySet<string> = new Set(["5.4", "5.10", "5.15", "6.1", "6.6", "6.12"]);
const newest = { major: 6, minor: 17 };

export default defineOptionRule({
  id: "kernel-eol",
  summary: "a kernel series that nobody maintains any more",
  category: "system",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.8, cwe: [1104] },
  messages: {
    ended: "Linux {series} gets no fixes any more, and nixpkgs removes it.",
    testing: "A release candidate of the kernel: its holes are found on machines like this one.",
  },
  docs: {
    why: "Holes in the kernel are found every week, and fixed in the series that are maintained. nixpkgs drops a series when it ends, so that the next update of the lock file fails as well. `linuxPackages` is the newest with long-term support, `linuxPackages_latest` the newest of all. The table is of October 2025; series that are newer are not judged.",
    examples: [
      {
        bad: "{ pkgs, ... }:\n{ boot.kernelPackages = pkgs.linuxPackages_6_8; }\n",
        good: "{ pkgs, ... }:\n{ boot.kernelPackages = pkgs.linuxPackages_6_12; }\n",
      },
    ],
    traps: [
      {
        good: "{ pkgs, ... }:\n{ boot.kernelPackages = pkgs.linuxPackages_7_3; }\n",
        because: "it is newer than the table",
      },
      {
        good: "{ pkgs, ... }:\n{ boot.kernelPackages = pkgs.linuxPackages_latest; }\n",
        because: "that is always maintained",
      },
    ],
    references: ["https://www.kernel.org/category/releases.html"],
  },
  paths: ["boot.kernelPackages"],
  check({ value, span }, { report, semantics }) {
    const called = value.is("apply_expression") ? calledFunction(value, semantics) : undefined;
    const packages = /(?:^|\.)linuxPackagesFor$/.test(called?.origin ?? "")
      ? called?.args.at(-1)
      : value;
    const text = packages?.is("select_expression", "variable_expression") ? packages.text : "";
    if (/(?:^|\.)linux(?:Packages)?_testing$/.test(text)) {
      report({ at: span, message: "testing", severity: severityOf("low") });
      return;
    }
    const [, major = "", minor = ""] =
      /(?:^|\.)linux(?:Packages)?_(\d{1,2})_(\d{1,2})$/.exec(text) ?? [];
    if (major === "") return;
    const series = `${major}.${minor}`;
    const isNew =
      Number(major) > newest.major ||
      (Number(major) === newest.major && Number(minor) >= newest.minor);
    if (!isNew && !longTerm.has(series)) report({ at: span, message: "ended", data: { series } });
  },
});
