import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/diagnostic/index.ts";
import { areaOf, readIssueToken } from "../../../src/report/issues/index.ts";
import { carryOut, found, hostileText, plan, rules, type ForgeIssue } from "./forge.ts";

const rec = (id: number, path = "modules/a.nix"): Diagnostic =>
  found(id, { ruleId: "redundant-rec", path });

function actionsOf(findings: readonly Diagnostic[], forge: readonly ForgeIssue[]): string[] {
  const { actions, tracking } = plan(findings, forge);
  return [...actions, ...(tracking ? [tracking] : [])].map(
    ({ action, number }) => `${action} ${number ?? "new"}`,
  );
}

describe("areas", () => {
  const cases: readonly (readonly [path: string, hosts: readonly string[], area: string])[] = [
    ["flake.nix", [], "."],
    ["modules/ssh/default.nix", ["web", "db"], "modules"],
    ["hosts/web/disk.nix", [], "hosts/web"],
    ["hosts/web/disk.nix", ["web"], "hosts/web"],
    ["hosts/web.nix", [], "hosts/web.nix"],
    ["hosts/web.nix", ["web"], "hosts/web.nix"],
    ["hosts/default.nix", ["web"], "hosts"],
    ["systems/x86_64-linux/web/default.nix", ["web"], "systems/x86_64-linux/web"],
    ["web/services/web.nix", ["web"], "web"],
  ];
  it.each(cases)("%s of %j is %s", (path, hosts, area) => {
    expect(areaOf(path, hosts)).toBe(area);
  });
});

describe("planIssues", () => {
  it("makes one issue a rule and area, the worst first, and one that lists them", () => {
    const { actions, tracking } = plan(
      [
        rec(1),
        rec(2, "modules/b.nix"),
        rec(3, "hosts/web/a.nix"),
        found(4, { ruleId: "ssh-root-login", path: "hosts/web/a.nix", severity: "error" }),
      ],
      [],
    );
    expect(actions.map(({ title }) => title)).toEqual([
      "ssh-root-login in hosts/web: a sample of a defect",
      "redundant-rec in hosts/web: a sample of a defect",
      "redundant-rec in modules: a sample of a defect",
    ]);
    expect(actions[0]?.labels).toEqual(["nixaudit", "nixaudit: error", "nixaudit: access"]);
    expect(tracking?.action).toBe("create");
    expect(tracking?.body.filter((piece) => typeof piece !== "string")).toHaveLength(3);
  });

  it("has nothing to do the second time", () => {
    const findings = [rec(1), rec(2, "flake.nix")];
    const forge = carryOut(plan(findings, []), []);
    expect(actionsOf(findings, forge)).toEqual(["keep 1", "keep 2", "keep 3"]);
  });

  it("knows an issue again whose body a forge's editor saved, with text of people round it", () => {
    const findings = [rec(1)];
    const forge = carryOut(plan(findings, []), []).map((issue) => ({
      ...issue,
      title: `${issue.title} (mine)`,
      body: `Mine.\r\n\r\n${issue.body.replaceAll("\n", "\r\n").replaceAll("- [ ]", "- [x]")}Mine, too.\r\n`,
    }));
    expect(actionsOf(findings, forge)).toEqual(["keep 1", "update 2"]);
    const changed = carryOut(plan([rec(1), rec(2)], forge), forge);
    expect(changed[0]?.title).toContain("(mine)");
    expect(changed[0]?.body).toMatch(
      /^Mine\.\n\n<!-- nixaudit:issue [^]*<!-- nixaudit:end -->\nMine, too\.\n$/,
    );
    expect(changed[0]?.body.match(/thing\d/g)).toEqual(["thing1", "thing2"]);
  });

  it("ticks what is fixed, and closes what has nothing left", () => {
    let forge = carryOut(plan([rec(1), rec(2), rec(3, "flake.nix")], []), []);
    forge = carryOut(plan([rec(2)], forge), forge);
    expect(forge.map(({ state }) => state)).toEqual(["CLOSED", "OPEN", "OPEN"]);
    expect(forge[1]?.body).toMatch(/- \[ \] .*thing2[^]*- \[x\] .*thing1/);
    expect(forge[2]?.body).toMatch(/- \[ \] #2 [^]*- \[x\] #1 /);
    forge = carryOut(plan([], forge), forge);
    expect(forge.map(({ state }) => state)).toEqual(["CLOSED", "CLOSED", "CLOSED"]);
    expect(forge[1]?.body).not.toContain("- [ ]");
    expect(actionsOf([], forge)).toEqual(["keep 1", "keep 2", "keep 3"]);
  });

  it("opens an issue again when what was fixed is back", () => {
    let forge = carryOut(plan([rec(1)], []), []);
    forge = carryOut(plan([], forge), forge);
    expect(actionsOf([rec(1)], forge)).toEqual(["reopen 1", "reopen 2"]);
  });

  it("leaves an issue closed that a person closed, until something new is found", () => {
    const forge = carryOut(plan([rec(1)], []), []).map((issue) => ({
      ...issue,
      state: "CLOSED" as const,
    }));
    expect(actionsOf([rec(1)], forge)).toEqual(["keep 1", "keep 2"]);
    expect(actionsOf([rec(1), rec(2)], forge)).toEqual(["reopen 1", "reopen 2"]);
  });

  it("neither closes nor ticks what the audit did not look at", () => {
    const forge = carryOut(plan([rec(1), rec(2, "flake.nix")], []), []);
    const narrow = plan([], forge, { isJudged: (_, area) => area === "modules" });
    expect(narrow.actions.map(({ action, number }) => `${action} ${number}`)).toEqual([
      "keep 1",
      "close 2",
    ]);
  });

  it("files no more than the limit, and says what is left", () => {
    const { actions, left, tracking } = plan([rec(1), rec(2, "a/b.nix"), rec(3, "c/d.nix")], [], {
      limit: 1,
    });
    expect([actions.length, left.length]).toEqual([1, 2]);
    expect(tracking?.body.filter((piece) => typeof piece === "string").join("")).toContain(
      "redundant-rec in c, redundant-rec in modules",
    );
  });

  it("fits thousands of findings and endless messages into what a forge takes", () => {
    const many = Array.from({ length: 5000 }, (_, id) =>
      found(id, {
        ruleId: "redundant-rec",
        path: `modules/${id}.nix`,
        message: "`a` ".repeat(1000),
      }),
    );
    const [action] = plan(many, []).actions;
    expect(action?.body.length).toBeLessThan(60_000);
    expect(action?.body).toMatch(/- \[ \] 4\d\d\d more, which /);
    const forge = carryOut(plan(many, []), []);
    expect(actionsOf(many, forge)).toEqual(["keep 1", "keep 2"]);
  });

  it("takes no issue of other people for its own", () => {
    const forge: ForgeIssue[] = [
      {
        number: 1,
        title: "nixaudit",
        body: "`<!-- nixaudit:issue 0123456789abcdef redundant-rec . -->`",
        state: "OPEN",
      },
      {
        number: 2,
        title: "x",
        body: "> <!-- nixaudit:issue 0123456789abcdef redundant-rec . -->",
        state: "OPEN",
      },
    ];
    expect(actionsOf([], forge)).toEqual([]);
  });

  it("keeps any forge in step with any findings, whatever is in them", () => {
    const paths = fc.oneof(
      fc.constantFrom(
        "flake.nix",
        "hosts/web/a.nix",
        "hosts/db.nix",
        "modules/x y/it's.nix",
        "a-b/c.nix",
      ),
      hostileText.map((text) => `m/${text.replaceAll(/[\0\p{Surrogate}]/gu, "")}.nix`),
    );
    const findings = fc.uniqueArray(
      fc.record({
        id: fc.nat(30),
        ruleId: fc.constantFrom(...rules.map(({ id }) => id)),
        path: paths,
        message: hostileText,
      }),
      { selector: ({ id }) => id, maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.array(findings, { minLength: 1, maxLength: 5 }), (runs) => {
        let forge: readonly ForgeIssue[] = [];
        for (const run of runs) {
          const current = run.map(({ id, ...rest }) => found(id, rest));
          forge = carryOut(plan(current, forge), forge);
          const tokens = forge.map(({ body }) => readIssueToken(body)?.key);
          expect(new Set(tokens).size).toBe(forge.length);
          const open = forge
            .filter(({ state }) => state === "OPEN")
            .map(({ body }) => readIssueToken(body))
            .filter((token) => token?.ruleId !== undefined)
            .map((token) => `${token?.ruleId} ${token?.area}`);
          const wanted = new Set(
            current.map(({ ruleId, path }) => `${ruleId} ${areaOf(path, [])}`),
          );
          expect(open.toSorted()).toEqual([...wanted].toSorted());
          for (const { body } of forge)
            expect(body.match(/^<!-- nixaudit:end -->$/gm)).toHaveLength(1);
          expect(new Set(plan(current, forge).actions.map(({ action }) => action))).toEqual(
            new Set(forge.length === 0 ? [] : ["keep"]),
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});
