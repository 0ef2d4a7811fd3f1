import ajvModule from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.ts";
import {
  applyBaseline,
  auditText,
  parseBaseline,
  renderBaseline,
  updateBaseline,
} from "../../src/engine/index.ts";
import { rules } from "../../rules/index.ts";
import type { AuditResult } from "../../src/diagnostic/index.ts";

const outcome = await loadConfig({ startFolder: "/", disabled: true, rules, cli: {} });
if (!outcome.ok) throw new Error("the default config is wrong");
const { config } = outcome;

function auditOf(text: string): AuditResult {
  return auditText({ config, rules, lineHashes: false }, "web.nix", Buffer.from(text));
}

/** A file of so many findings, in pairs that look alike. */
function sourceOf(lines: number, between: (line: number) => string): string {
  const bodies = Array.from(
    { length: lines },
    (_, line) => `${between(line)}  a${line} = rec { x = ${line >> 1}; };\n`,
  );
  return `{\n${bodies.join("")}}\n`;
}

const always = (): boolean => true;

describe("a baseline", () => {
  test("knows 1,000 findings again, whatever lines came above and between them", () => {
    const before = auditOf(sourceOf(1000, () => ""));
    expect(before.findings.length).toBeGreaterThanOrEqual(1000);
    const entries = updateBaseline(before, [], always);
    expect(entries).toHaveLength(before.findings.length);

    const after = auditOf(
      `# first\n# second\n${sourceOf(1000, (line) => (line % 3 === 0 ? `  # note ${line}\n  n${line} = ${line};\n` : ""))}`,
    );
    expect(after.findings.length).toBe(before.findings.length);
    const { result, fixed } = applyBaseline(after, entries, always);
    expect(result.findings).toEqual([]);
    expect(result.summary.findings).toEqual({ error: 0, warning: 0, info: 0 });
    expect(result.suppressed).toHaveLength(after.findings.length);
    expect(new Set(result.suppressed.map(({ by }) => by))).toEqual(new Set(["baseline"]));
    expect(fixed).toEqual([]);
  });

  test("lets one new finding through, also one that looks like a known one", () => {
    const entries = updateBaseline(auditOf("{\n  a = rec { x = 1; };\n}\n"), [], always);
    const more = auditOf("{\n  b = { a = rec { x = 1; }; };\n  a = rec { x = 1; };\n}\n");
    const { result } = applyBaseline(more, entries, always);
    expect(result.findings).toHaveLength(1);
    expect(result.suppressed).toHaveLength(1);
  });

  test("tells what is fixed, as far as the audit could know", () => {
    const entries = updateBaseline(auditOf("{\n  a = rec { x = 1; };\n}\n"), [], always);
    const clean = auditOf("{\n  a = { x = 1; };\n}\n");
    expect(applyBaseline(clean, entries, always).fixed).toEqual(entries);
    expect(applyBaseline(clean, entries, () => false).fixed).toEqual([]);
    expect(updateBaseline(clean, entries, always)).toEqual([]);
    expect(updateBaseline(clean, entries, () => false)).toEqual(entries);
  });

  test("is the same text whatever the order, and reads back", () => {
    const entries = updateBaseline(auditOf(sourceOf(20, () => "")), [], always);
    const text = renderBaseline(entries);
    expect(renderBaseline(entries.toReversed())).toBe(text);
    expect(parseBaseline(text)).toEqual({ ok: true, entries });
    expect(parseBaseline(renderBaseline([]))).toEqual({ ok: true, entries: [] });
  });

  test("fits its schema", () => {
    const schema: unknown = JSON.parse(readFileSync("schemas/baseline.schema.json", "utf8"));
    const isBaseline = new ajvModule.Ajv2020({ strict: true }).compile(schema as object);
    const text = renderBaseline(updateBaseline(auditOf(sourceOf(3, () => "")), [], always));
    expect(isBaseline(JSON.parse(text))).toBe(true);
    expect(isBaseline({ version: 1, findings: [{ path: "a.nix" }] })).toBe(false);
  });

  test("holds no source: a secret in a finding's line is not in it", () => {
    const secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    const found = auditOf(`{\n  services.github-runner.token = "${secret}";\n}\n`);
    expect(found.findings.length).toBeGreaterThan(0);
    expect(renderBaseline(updateBaseline(found, [], always))).not.toContain(secret.slice(0, 8));
  });

  test.each([
    ["not json", "not valid JSON"],
    ["null", "no list"],
    ['{"version": 2, "findings": []}', "version"],
    ['{"version": 1, "findings": [{}]}', "entry 1"],
    ['{"version": 1, "findings": [{"path": "a", "ruleId": "b", "fingerprint": "c"}]}', "entry 1"],
  ])("says why %s is none", (text, problem) => {
    const reading = parseBaseline(text);
    expect(reading.ok ? "" : reading.problem).toContain(problem);
  });
});
