import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  categories,
  confidences,
  severities,
  type AuditResult,
  type Diagnostic,
  type Location,
  type RuleMetadata,
} from "../../src/diagnostic/index.ts";
import { reporters, type ReportContext } from "../../src/report/index.ts";
import { createSchemaJudge, findXmlDefect } from "./judges.ts";
import { contextOf, resultOf, rule } from "./sample.ts";

const piece = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "\uD800",
    "\u001B[2J",
    "\r\n::error::x",
    "`|`",
    "||",
    "<&\"'>",
    "]]>",
    "{0} [a](1)",
  ),
  fc.constantFrom("%0A", "\u202E", "\uFEFF", "\uFFFF", "\t", "\0", "👩‍💻", "../", "a: b, c", "."),
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
const name = text.filter((value) => value !== "");

const range = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(5), fc.integer({ min: 1, max: 40 }), fc.nat(40))
  .map(([startLine, lines, startColumn, columns]) => ({
    startLine,
    startColumn,
    endLine: startLine + lines,
    endColumn: lines === 0 ? startColumn + columns : columns + 1,
  }));
const location: fc.Arbitrary<Location> = fc
  .tuple(name, range)
  .map(([path, place]) => ({ path, ...place }));
const span = fc
  .tuple(fc.nat(), fc.nat(99))
  .map(([start, length]) => ({ start, end: start + length }));

const fix = fc.record({
  title: text,
  safety: fc.constantFrom("safe" as const, "unsafe" as const),
  edits: fc.array(
    fc.tuple(range, span, text).map(([place, bytes, newText]) => ({
      ...place,
      span: bytes,
      newText,
      startByteColumn: place.startColumn,
      endByteColumn: place.endColumn,
    })),
    { maxLength: 3 },
  ),
});

const diagnostic: fc.Arbitrary<Diagnostic> = fc
  .record({
    place: location,
    ruleId: fc.oneof(fc.constantFrom("a-rule", "b-rule"), name),
    category: fc.constantFrom(...categories),
    severity: fc.constantFrom(...severities),
    confidence: fc.constantFrom(...confidences),
    message: text,
    span,
    lines: fc.array(text, { maxLength: 4 }),
    offset: fc.integer({ min: -1, max: 1 }),
    fingerprint: fc.stringMatching(/^[0-9a-f]{32}$/u),
    hosts: fc.array(text, { maxLength: 2 }),
    fix: fc.option(fix, { nil: undefined }),
    related: fc.array(
      fc.tuple(location, text).map(([place, message]) => ({ ...place, message })),
      { maxLength: 2 },
    ),
  })
  .map(({ place, lines, offset, fix: maybeFix, ...rest }) => ({
    ...rest,
    ...place,
    startByteColumn: place.startColumn,
    endByteColumn: place.endColumn,
    excerpt: { firstLine: Math.max(1, place.startLine + offset), lines },
    ...(maybeFix === undefined ? {} : { fix: maybeFix }),
  }));

const result: fc.Arbitrary<AuditResult> = fc
  .record({
    findings: fc.array(diagnostic, { maxLength: 14 }),
    suppressed: fc.array(
      fc.record({
        diagnostic,
        by: fc.constantFrom("comment" as const, "baseline" as const),
        reason: text,
      }),
      { maxLength: 2 },
    ),
    skipped: fc.array(
      fc.record({
        path: name,
        reason: fc.constantFrom("encrypted" as const, "excluded" as const),
        detail: text,
      }),
      { maxLength: 2 },
    ),
    failures: fc.array(
      fc.record(
        { ruleId: text, path: text, message: text, stack: text },
        { requiredKeys: ["message"] },
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ findings, ...rest }) => resultOf(findings, rest));

const rules: fc.Arbitrary<readonly RuleMetadata[]> = fc
  .tuple(text, text, text, fc.array(fc.integer({ min: 1, max: 1400 }), { maxLength: 12 }))
  .map(([summary, why, sample, cwe]) => [
    rule({
      id: "a-rule",
      summary,
      docs: {
        why,
        examples: [{ bad: sample, good: sample }],
        whenNotToUse: why,
        references: [why],
      },
    }),
    rule({ id: "b-rule", category: "access", security: { score: 9.8, cwe } }),
  ]);

const context: fc.Arbitrary<ReportContext> = fc
  .tuple(rules, fc.boolean())
  .map(([some, verbose]) => contextOf({ rules: some, verbose }));

const schemaJudges = {
  sarif: createSchemaJudge("sarif-2.1.0.json"),
  json: createSchemaJudge("report.schema.json"),
};

/** Checks the output of one format for whatever was found. */
function always(format: string, check: (output: string, given: AuditResult) => void): void {
  test(`${format} keeps its promises whatever it is given`, { timeout: 60_000 }, () => {
    const reporter = reporters.get(format);
    expect(reporter).toBeDefined();
    fc.assert(
      fc.property(result, context, (given, around) => {
        const output = reporter?.render(given, around) ?? "";
        expect(reporter?.render(given, around)).toBe(output);
        expect(output === "" || output.endsWith("\n")).toBe(true);
        check(output, given);
      }),
      { numRuns: 300 },
    );
  });
}

const withoutOrders = (output: string): void => {
  expect(output).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u);
};

describe("any result", () => {
  always("text", withoutOrders);
  always("concise", (output, { findings, failures }) => {
    withoutOrders(output);
    expect(output.split("\n")).toHaveLength(findings.length + failures.length + 1);
  });
  always("github", (output) => {
    for (const line of output.split("\n").slice(0, -1)) {
      expect(line).toMatch(/^::(?:error|warning|notice) [^:]*::[^\r\n]/u);
    }
  });
  always("json", (output) => expect(schemaJudges.json(JSON.parse(output))).toEqual([]));
  always("sarif", (output) => {
    expect(schemaJudges.sarif(JSON.parse(output))).toEqual([]);
    expect(output.trimEnd()).not.toContain("\n");
  });
  always("gitlab", (output, { findings }) => {
    const entries: { fingerprint: string }[] = JSON.parse(output);
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
  });
  always("rdjson", (output, { findings }) => {
    expect(JSON.parse(output)).toHaveProperty("diagnostics.length", findings.length);
  });
  always("junit", (output) => expect(findXmlDefect(output)).toBeUndefined());
  always("checkstyle", (output) => expect(findXmlDefect(output)).toBeUndefined());
  always("markdown", (output, { findings }) => {
    const rows = output.split("\n").filter((line) => /^\| \d+:\d+ \|/u.test(line));
    expect(rows).toHaveLength(findings.length);
    for (const row of rows) expect(row.split("|")).toHaveLength(7);
  });
});
