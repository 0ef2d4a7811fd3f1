import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareResults,
  parseHistory,
  parseResult,
  renderComparisonMarkdown,
  renderHistoryLine,
  reporters,
  summarizeRun,
  type ComparedResult,
} from "../../src/report/index.ts";
import { sampleResult, sampleRules } from "./sample-result.ts";
import { contextOf, resultOf } from "./sample.ts";

function readBack(findings: typeof sampleResult.findings): ComparedResult {
  const text = reporters.get("json")?.render(resultOf(findings), contextOf({ rules: sampleRules }));
  const parsed = parseResult(text ?? "");
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.result;
}

describe("a comparison", () => {
  const all = sampleResult.findings;

  test("puts each finding of both results into one list", () => {
    fc.assert(
      fc.property(fc.subarray([...all]), fc.subarray([...all]), (before, after) => {
        const { added, fixed, unchanged } = compareResults(readBack(before), readBack(after));
        expect(added.length + unchanged.length).toBe(after.length);
        expect(fixed.length + unchanged.length).toBe(before.length);
      }),
    );
  });

  test("tells what became of the score, and of which categories", () => {
    const { score, categories } = compareResults(readBack(all), readBack([]));
    expect(score.before).toBeLessThan(score.after);
    expect(score.after).toBe(100);
    expect(categories.map(({ after }) => after)).toEqual(categories.map(() => 100));
  });

  test("is a comment in which messages are no markup", () => {
    const markdown = renderComparisonMarkdown(compareResults(readBack([]), readBack(all)));
    expect(markdown).toContain(`### New (${all.length})`);
    expect(markdown).not.toContain("[link](1)");
    expect(markdown).not.toMatch(/(?<!&#64;)@someone/u);
  });

  test.each([
    ["not json", "it is not valid JSON"],
    ["null", "it is not what `nixaudit --format json` writes"],
    ['{"version":1,"findings":[{}]}', "finding 1 lacks what a finding has"],
    ['{"version":9,"findings":[]}', "its `version` is not 1: it is of another release"],
    ['{"version":1,"findings":[]}', "its `summary` has no `bytes`"],
  ])("cannot be made from %s", (text, problem) => {
    expect(parseResult(text)).toEqual({ ok: false, problem });
  });
});

describe("a history", () => {
  test("reads back what it wrote", () => {
    const runs = [
      summarizeRun(sampleResult, { date: "2026-11-20", toolVersion: "0.1.0" }),
      summarizeRun(resultOf([]), { toolVersion: "0.2.0" }),
    ];
    const text = runs.map(renderHistoryLine).join("");
    expect(parseHistory(`${text}\n`)).toEqual({ ok: true, entries: runs });
  });

  test.each(["x", "{}", "null", '{"version":1,"tool":"1","score":"high"}'])(
    "names the line of %s",
    (line) => {
      const good = renderHistoryLine(summarizeRun(resultOf([]), { toolVersion: "1" }));
      expect(parseHistory(`${good}${line}\n`)).toEqual({ ok: false, line: 2 });
    },
  );
});
