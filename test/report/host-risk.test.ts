import { assert, constantFrom, property, array, record, boolean, nat } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Host } from "../../src/project/index.ts";
import { findingsByHost, riskOf, type RiskInput } from "../../src/report/host-risk.ts";
import { finding, rule } from "./sample.ts";

const rules = new Map(
  [
    rule({ id: "grave", security: { score: 9.8, cwe: [] } }),
    rule({ id: "slight", security: { score: 3, cwe: [] } }),
    rule({ id: "broken" }),
  ].map((each) => [each.id, each]),
);
const quiet: RiskInput = { findings: [], rules, unresolvedImports: 0, isEphemeral: false };
const found = (
  ruleId: string,
  severity: "error" | "warning" | "info" = "error",
  confidence: "high" | "medium" | "low" = "high",
): RiskInput["findings"][number] => ({ ruleId, severity, confidence });

describe("riskOf", () => {
  it("is nothing where nothing was found", () => {
    expect(riskOf(quiet)).toEqual({ score: 0, level: "low", reasons: [] });
  });

  it("weighs a rule by its score, its severity and its confidence", () => {
    const scoreOf = (...findings: RiskInput["findings"]): number =>
      riskOf({ ...quiet, findings }).score;
    expect(scoreOf(found("grave"))).toBe(49);
    expect(scoreOf(found("grave", "warning"))).toBe(29);
    expect(scoreOf(found("grave", "error", "low"))).toBe(15);
    expect(scoreOf(found("slight", "info"))).toBe(3);
    expect(scoreOf(found("broken"))).toBe(10);
    expect(scoreOf(found("broken", "warning"))).toBe(0);
  });

  it("counts a rule once, and what comes second for a half", () => {
    const { score, reasons } = riskOf({
      ...quiet,
      findings: [found("grave", "info"), found("grave"), found("broken")],
    });
    expect(score).toBe(54);
    expect(reasons.map(({ points, ruleId }) => [points, ruleId])).toEqual([
      [49, "grave"],
      [10, "broken"],
    ]);
    expect(reasons[0]?.reason).toBe("`grave`: a sample of a defect (error, 2 times)");
  });

  it("says that imports could not be followed, and spares images", () => {
    const findings = [found("grave")];
    expect(riskOf({ ...quiet, unresolvedImports: 2 }).reasons).toHaveLength(1);
    expect(riskOf({ ...quiet, findings, isEphemeral: true }).score).toBe(25);
  });

  it("never falls when something more is found, whatever the order", () => {
    const someFinding = record({
      ruleId: constantFrom("grave", "slight", "broken", "unknown"),
      severity: constantFrom("error" as const, "warning" as const, "info" as const),
      confidence: constantFrom("high" as const, "medium" as const, "low" as const),
    });
    assert(
      property(
        array(someFinding),
        someFinding,
        boolean(),
        nat(3),
        (findings, more, isEphemeral, unresolvedImports) => {
          const input = { ...quiet, isEphemeral, unresolvedImports };
          const before = riskOf({ ...input, findings });
          expect(riskOf({ ...input, findings: [more, ...findings] }).score).toBeGreaterThanOrEqual(
            before.score,
          );
          expect(riskOf({ ...input, findings: findings.toReversed() }).score).toBe(before.score);
          expect(before.score).toBeLessThanOrEqual(100);
        },
      ),
    );
  });
});

describe("findingsByHost", () => {
  const place = { path: "flake.nix", span: { start: 0, end: 0 } };
  const host = (name: string, kind: Host["kind"], closure: readonly string[]): Host => ({
    name,
    kind,
    closure,
    root: closure[0] ?? "",
    place,
    modules: [],
  });
  const at = (path: string, hosts: readonly string[]): ReturnType<typeof finding> =>
    finding({ ruleId: "grave", message: "m", path, source: "{ }", at: "{", hosts });

  it("tells hosts of one name apart by their files", () => {
    const machine = host("ann", "nixos", ["machine.nix"]);
    const home = host("ann", "home", ["home.nix"]);
    const web = host("web", "nixos", ["machine.nix"]);
    const inMachine = at("machine.nix", ["ann", "web"]);
    const inHome = at("home.nix", ["ann"]);
    const inNeither = at("flake.nix", ["ann"]);
    const byHost = findingsByHost([machine, home, web], [inMachine, inHome, inNeither]);
    expect(byHost.get(machine)).toEqual([inMachine, inNeither]);
    expect(byHost.get(home)).toEqual([inHome, inNeither]);
    expect(byHost.get(web)).toEqual([inMachine]);
  });
});
