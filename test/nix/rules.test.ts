import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { allowing } from "../../src/cli/validate-result.ts";
import { affectedHosts } from "../../src/cli/validate-report.ts";
import { runEvaluationRules } from "../../src/engine/index.ts";
import { planNotes } from "../../src/nix/stage-derivations.ts";
import { parseVersion } from "../../src/nix/find-nix.ts";
import { inOrderOfRisk } from "../../src/nix/validate.ts";
import type { Evaluation, EvaluationProblem, StaticHost } from "../../src/rule/index.ts";
import { configFor } from "../rule-harness/run-rule.ts";

const place = (path = "flake.nix", start = 0): EvaluationProblem["at"] => ({
  path,
  span: { start, end: start + 1 },
});
const base = {
  at: place(),
  related: [],
  hosts: ["web"],
  target: "nixosConfigurations.web",
  stage: "evaluate",
  message: "it is so",
} as const;
const nothing: Evaluation = { problems: [], hosts: undefined, staticHosts: [] };

/** Messages of one rule over what Nix said. */
function messagesOf(id: string, evaluation: Partial<Evaluation>, options = {}): string[] {
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  const outcome = runEvaluationRules(
    rules,
    { ...nothing, ...evaluation },
    configFor(rule, options),
  );
  expect(outcome.failures).toEqual([]);
  return outcome.drafts.map(({ message, severity }) => `${severity}: ${message}`);
}

const staticHost = (name: string, closure: readonly string[] = [], kind = "nixos"): StaticHost =>
  ({ name, kind, root: "flake.nix", place: place(), closure }) as StaticHost;
const host = (name: string): { name: string; kind: "nixos"; place: EvaluationProblem["at"] } => ({
  name,
  kind: "nixos",
  place: place(),
});

describe("evaluation rules", () => {
  it.each<[string, EvaluationProblem, string]>([
    ["failed-assertion", { ...base, kind: "assertion" }, "error: it is so."],
    [
      "evaluation-failure",
      { ...base, kind: "failure" },
      "error: `nixosConfigurations.web` cannot be evaluated: it is so.",
    ],
    [
      "evaluation-failure",
      { ...base, kind: "failure", option: "a.b" },
      "error: `nixosConfigurations.web` cannot be evaluated, because of `a.b`: it is so.",
    ],
    [
      "evaluation-failure",
      { ...base, kind: "conflict", option: "a.b" },
      "error: `nixosConfigurations.web` cannot be evaluated: `a.b` has conflicting definitions.",
    ],
    ["evaluation-warning", { ...base, kind: "warning", isForeign: false }, "warning: it is so."],
    ["evaluation-warning", { ...base, kind: "warning", isForeign: true }, "info: it is so."],
    [
      "evaluation-warning",
      { ...base, kind: "warning", isForeign: false, renamed: { from: "a.b", to: "c.d" } },
      "warning: The option `a.b` is now called `c.d`.",
    ],
    [
      "evaluation-timeout",
      { ...base, kind: "timeout", limit: "2 s" },
      "warning: Evaluating `nixosConfigurations.web` took over 2 s and was ended.",
    ],
    [
      "unknown-option",
      { ...base, kind: "unknown-option", option: "a.bb", nearest: "a.b" },
      "error: There is no option `a.bb`; did you mean `a.b`?",
    ],
    [
      "unknown-option",
      { ...base, kind: "unknown-option", option: "a.bb" },
      "error: There is no option `a.bb`.",
    ],
    [
      "evaluation-time-build",
      { ...base, kind: "evaluation-time-build", derivation: "x" },
      "warning: `nixosConfigurations.web` builds `x` while it is evaluated.",
    ],
    [
      "parser-disagreement",
      { ...base, kind: "parse", isKnown: false },
      "error: Nix cannot read this file: it is so.",
    ],
    [
      "build-failure",
      { ...base, kind: "build", derivation: "x", log: ["one", "two", ""] },
      "error: it is so; its log ends with `two`.",
    ],
    [
      "failed-vm-test",
      { ...base, kind: "vm-test", derivation: "x", log: [] },
      "error: The test `nixosConfigurations.web` fails: it is so.",
    ],
  ])("%s: %o", (id, problem, message) => {
    expect(messagesOf(id, { problems: [problem] })).toEqual([message]);
    for (const other of rules) {
      if (other.category !== "evaluation" || other.id === id) continue;
      expect(messagesOf(other.id, { problems: [problem] }), other.id).toEqual([]);
    }
  });

  it("leave a file that nixaudit cannot read either to the audit", () => {
    expect(
      messagesOf("parser-disagreement", { problems: [{ ...base, kind: "parse", isKnown: true }] }),
    ).toEqual([]);
  });

  it("tell of hosts that only one side has, of kinds that were listed", () => {
    const evaluation = {
      hosts: [host("web"), host("made")],
      staticHosts: [staticHost("web"), staticHost("lost"), staticHost("phone", [], "droid")],
    };
    expect(messagesOf("missing-evaluated-host", evaluation)).toEqual([
      "warning: The host `lost` is written here, but the flake's outputs do not have it.",
      "warning: The flake's outputs have a host `made` that the source does not name.",
    ]);
    // Without the one side there is nothing to compare.
    expect(messagesOf("missing-evaluated-host", { ...evaluation, hosts: undefined })).toEqual([]);
    expect(messagesOf("missing-evaluated-host", { ...evaluation, staticHosts: [] })).toEqual([]);
  });

  it("measure only hosts that were built", () => {
    const hosts = [{ ...host("web"), closureSize: 3e9 }, host("unbuilt")];
    expect(messagesOf("oversized-closure", { hosts }, { size: 2000 })).toEqual([
      "info: The closure of `web` takes up 3000 MB, more than 2000 MB.",
    ]);
    expect(messagesOf("oversized-closure", { hosts }, { size: 3000 })).toEqual([]);
  });
});

describe("choosing", () => {
  const hosts = [staticHost("big", ["a.nix", "b.nix", "c.nix"]), staticHost("small", ["a.nix"])];

  it("takes the hosts that a change touches", () => {
    expect(affectedHosts(hosts, new Set(["c.nix"]))).toEqual(["big"]);
    expect(affectedHosts(hosts, new Set(["a.nix"]))).toEqual(["big", "small"]);
    expect(affectedHosts(hosts, new Set(["flake.lock"]))).toEqual(["big", "small"]);
    expect(affectedHosts(hosts, new Set(["README.md"]))).toEqual([]);
  });

  it("begins with what few files make up", () => {
    const named = ["unknown", "big", "small"].map((name) => ({ target: { name } }));
    expect(inOrderOfRisk(named, hosts).map(({ target }) => target.name)).toEqual([
      "small",
      "big",
      "unknown",
    ]);
  });

  it("allows an error by pattern, rule and host, until its day is over", () => {
    const found = {
      ruleId: "evaluation-failure",
      message: "`web` is broken: no disk.",
      hosts: ["web"],
    };
    const allow = (extra: object): boolean =>
      allowing(found, [{ message: "broken*disk", reason: "r", ...extra }], "2026-11-20") !==
      undefined;
    expect(allow({})).toBe(true);
    expect(allow({ message: "disk*broken" })).toBe(false);
    expect(allow({ rule: "failed-assertion" })).toBe(false);
    expect(allow({ host: "db" })).toBe(false);
    expect(allow({ expires: "2026-11-20" })).toBe(true);
    expect(allow({ expires: "2026-11-19" })).toBe(false);
    // A host for which it is not allowed has the error as well.
    expect(
      allowing(
        { ...found, hosts: ["db", "web"] },
        [{ message: "broken", reason: "r", host: "web" }],
        "2026-11-20",
      ),
    ).toBe(undefined);
  });
});

describe("reading what Nix says of itself", () => {
  it("knows its flavours", () => {
    expect(parseVersion("nix (Nix) 2.8.0\n")).toEqual({
      flavor: "nix",
      version: "2.8.0",
      release: [2, 8],
    });
    expect(parseVersion("nix (Lix, like Nix) 2.91.1\n")).toMatchObject({
      flavor: "lix",
      release: [2, 91],
    });
    expect(parseVersion("nix (Determinate Nix 3.1.0) 2.26.3\n")).toMatchObject({
      flavor: "determinate",
      version: "2.26.3",
    });
    expect(parseVersion("bash: nix: not found")).toBe(undefined);
  });

  it("counts builds and downloads of a plan", () => {
    const log = (lines: string[]): Parameters<typeof planNotes>[0] => ({
      stdout: "",
      log: { messages: [], buildLogs: new Map(), otherLines: lines },
    });
    expect(
      planNotes(
        log([
          "these 12 derivations will be built:",
          "  /nix/store/x.drv",
          "these 3 paths will be fetched (1.20 MiB download, 5.00 MiB unpacked):",
        ]),
      ),
    ).toEqual(["12 to build", "3 to fetch (1.20 MiB download, 5.00 MiB unpacked)"]);
    expect(planNotes(log([]))).toEqual(["0 to build"]);
  });
});
