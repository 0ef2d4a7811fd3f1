import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { categories } from "../../src/diagnostic/index.ts";
import { reporters } from "../../src/report/index.ts";
import { createSchemaJudge, parseChanged } from "./judges.ts";
import { contextOf, resultOf } from "./sample.ts";
import { sampleResult } from "./sample-result.ts";

const judge = createSchemaJudge("report.schema.json");

interface Report {
  readonly findings: readonly {
    readonly fix: unknown;
    readonly message: string;
    readonly help: string;
  }[];
  readonly suppressed: readonly object[];
}

function render(result = sampleResult): string {
  return reporters.get("json")?.render(result, contextOf()) ?? "";
}

function parse(result = sampleResult): Report {
  const report: Report = JSON.parse(render(result));
  return report;
}

describe("the json report", () => {
  test("is valid, with findings and without", () => {
    expect(judge(parse())).toEqual([]);
    expect(judge(parse(resultOf([])))).toEqual([]);
  });

  test("has the keys that scripts rely on", () => {
    const report = parse();
    expect(Object.keys(report)).toEqual([
      "version",
      "tool",
      "findings",
      "suppressed",
      "skipped",
      "failures",
      "summary",
    ]);
    const keys =
      "ruleId category severity confidence message path startLine startColumn endLine endColumn fingerprint hosts fix related help";
    for (const finding of report.findings) expect(Object.keys(finding)).toEqual(keys.split(" "));
    expect(Object.keys(report.suppressed[0] ?? {})).toEqual([
      ...keys.split(" "),
      "suppressedBy",
      "reason",
    ]);
  });

  test("gives text as it is, and places in UTF-16 columns", () => {
    const found = parse().findings.at(-1);
    expect(found?.message).toContain("\u001B[2J the | machine\r\n");
    expect(found).toMatchObject({ startLine: 2, startColumn: 37, endLine: 2, endColumn: 46 });
    expect(found?.help).toBe(
      "https://github.com/nixaudit/nixaudit/blob/v0.1.0/rules/purity/channel-path.md",
    );
  });

  test("gives a fix by byte spans, or null", () => {
    const [first, , third] = parse().findings;
    expect(first?.fix).toEqual({
      title: "Allow root to log in with a key only",
      safety: "unsafe",
      edits: [{ span: { start: 138, end: 143 }, newText: '"prohibit-password"' }],
    });
    expect(third?.fix).toBeNull();
  });

  test.each([
    ["another version", "version", 2],
    ["an unknown key", "extra", 1],
    ["an unknown key of a finding", "findings.0.extra", 1],
    ["an unknown key of a suppressed finding", "suppressed.0.extra", 1],
    ["a finding without its fix key", "findings.0.fix", undefined],
    ["column 0", "findings.0.startColumn", 0],
    ["an unknown category", "findings.0.category", "misc"],
    ["no failures key", "failures", undefined],
  ])("the judge rejects %s", (_, path, value) => {
    expect(judge(parseChanged(render(), path, value))).not.toEqual([]);
  });

  test("the schema lists the categories that there are", () => {
    const schema: unknown = JSON.parse(
      readFileSync(new URL("../../schemas/report.schema.json", import.meta.url), "utf8"),
    );
    expect(schema).toHaveProperty("$defs.finding.properties.category.enum", [...categories]);
  });
});
