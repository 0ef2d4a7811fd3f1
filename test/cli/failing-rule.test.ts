import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import redundantRec from "../../rules/style/redundant-rec.ts";
import type { Config, RuleSetting } from "../../src/config/index.ts";
import { auditText } from "../../src/engine/index.ts";
import { defineRule, Type, type Rule } from "../../src/rule/index.ts";
import { judge } from "../../src/cli/report.ts";
import { Type as StandIn } from "../../src/engine/typebox-stand-in.ts";

const throwing = defineRule({
  id: "throwing",
  summary: "a rule that throws",
  category: "style",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {},
  docs: { why: "", examples: [] },
  visit: {
    rec_attrset_expression() {
      throw new Error("it broke\nhere");
    },
  },
});

function configFor(rules: readonly Rule[]): Config {
  const settings = new Map<string, RuleSetting>(
    rules.map(({ id }) => [id, { ruleId: id, severity: undefined, options: {} }]),
  );
  return {
    settingsFor: () => settings,
    maxFileSize: 1000,
    minimumSeverity: "info",
    minimumConfidence: "low",
  } as unknown as Config;
}

describe("a rule that throws", () => {
  const rules = [throwing, redundantRec];
  const bytes = Buffer.from("{ a = rec { b = 1; }; c = rec { d = 1; }; }\n");
  const config = configFor(rules);
  const result = auditText({ rules, config, lineHashes: false }, "a.nix", bytes);

  it("is told once, with its id and the file; the findings of the others are there", () => {
    expect(result.failures).toMatchObject([{ ruleId: "throwing", path: "a.nix" }]);
    expect(result.findings.map(({ ruleId }) => ruleId)).toEqual(["redundant-rec", "redundant-rec"]);
  });

  it("gives exit code 2 and one line", () => {
    const lines: string[] = [];
    const stderr = { write: (line: string) => lines.push(line) } as unknown as NodeJS.WriteStream;
    expect(judge(result, { failOn: "never" }, stderr, (path) => `sub/${path}`)).toBe(2);
    expect(lines).toEqual([
      "nixaudit: internal error in the rule `throwing` on sub/a.nix: it broke\\nhere\n",
      "nixaudit: this is a bug in nixaudit; --debug shows where it happened\n",
    ]);
  });

  it("is told in one line for many files", () => {
    const [failure] = result.failures;
    const failures = Array.from({ length: 9 }, (_, index) => ({
      ...failure,
      path: `${index}.nix`,
    }));
    const lines: string[] = [];
    const stderr = { write: (line: string) => lines.push(line) } as unknown as NodeJS.WriteStream;
    judge({ ...result, failures } as never, { failOn: "never" }, stderr, (path) => path);
    expect(lines[0]).toContain("on 0.nix, 1.nix, 2.nix and 6 more files: it broke");
    expect(lines).toHaveLength(2);
  });
});

describe("findings", () => {
  it("are plain data, without the tree that they were found in", () => {
    const rules = [redundantRec];
    const bytes = Buffer.from("rec { b = 1; }\n");
    const { findings } = auditText(
      { rules, config: configFor(rules), lineHashes: true },
      "a.nix",
      bytes,
    );
    expect(findings).toEqual(JSON.parse(JSON.stringify(findings)));
    expect(JSON.stringify(findings).length).toBeLessThan(2000);
    expect(findings[0]?.fix?.edits[0]?.span).toEqual({ start: 0, end: 4 });
  });
});

describe("the stand-in for typebox", () => {
  type Maker = typeof StandIn;

  function samples(maker: Maker): readonly object[] {
    const text = maker.String({ default: "x", description: "A text.", minLength: 1 });
    const object = maker.Object(
      {
        text,
        plain: maker.String(),
        count: maker.Integer({ default: 3, minimum: 1 }),
        share: maker.Number({ default: 0.5 }),
        wanted: maker.Boolean({ default: true }),
        names: maker.Array(maker.String(), { default: [], uniqueItems: true }),
        mode: maker.Union([maker.Literal("a"), maker.Literal(2), maker.Literal(true)], {
          default: "a",
        }),
      },
      { additionalProperties: false },
    );
    return [
      object,
      ...Object.values((object as { properties: object }).properties),
      maker.Object({}),
    ];
  }

  it("makes what the package makes", () => {
    const describeAll = (maker: Maker): unknown[] =>
      samples(maker).map((schema) => [
        JSON.stringify(schema),
        Object.getOwnPropertyDescriptors(schema),
      ]);
    expect(describeAll(StandIn)).toEqual(describeAll(Type as unknown as Maker));
  });

  it("has every maker that a rule uses", () => {
    const used = new Set<string>();
    const index = readFileSync(new URL("../../rules/index.ts", import.meta.url), "utf8");
    for (const [, path] of index.matchAll(/from "\.\/(.*)";/g)) {
      const rule = readFileSync(new URL(`../../rules/${path}`, import.meta.url), "utf8");
      for (const [, name = ""] of rule.matchAll(/\bType\.(\w+)/g)) used.add(name);
    }
    expect(Object.keys(StandIn)).toEqual(expect.arrayContaining([...used]));
  });
});
