import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { categories, confidences, severities } from "../../src/diagnostic/index.ts";
import { scoreOf, type ScoredFinding } from "../../src/report/index.ts";

const anyFinding: fc.Arbitrary<ScoredFinding> = fc
  .record({
    ruleNumber: fc.nat(30),
    severity: fc.constantFrom(...severities),
    confidence: fc.constantFrom(...confidences),
  })
  .map(({ ruleNumber, severity, confidence }) => ({
    ruleId: `rule-${ruleNumber}`,
    category: categories[ruleNumber % categories.length] ?? "style",
    severity,
    confidence,
  }));
const anyBytes = fc.nat(50_000_000);

describe("the score", () => {
  test("never falls when a finding is fixed, in total and in every category", () => {
    fc.assert(
      fc.property(
        fc.array(anyFinding, { minLength: 1, maxLength: 200 }),
        fc.nat(),
        anyBytes,
        (findings, at, bytes) => {
          const before = scoreOf(findings, bytes);
          const after = scoreOf(findings.toSpliced(at % findings.length, 1), bytes);
          expect(after.total).toBeGreaterThanOrEqual(before.total);
          for (const [index, { score }] of before.categories.entries())
            expect(after.categories[index]?.score).toBeGreaterThanOrEqual(score);
        },
      ),
    );
  });

  test("is a whole number from 0 to 100, the same in any order, and 100 for a clean tree alone", () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 200 }), anyBytes, (findings, bytes) => {
        const { total } = scoreOf(findings, bytes);
        expect(Number.isInteger(total) && total >= 0 && total <= 100).toBe(true);
        expect(total === 100).toBe(findings.length === 0);
        expect(scoreOf(findings.toReversed(), bytes)).toEqual(scoreOf(findings, bytes));
      }),
    );
  });

  const style: ScoredFinding = {
    ruleId: "style",
    category: "style",
    severity: "warning",
    confidence: "high",
  };

  test("does not depend on size: twice the tree with twice the findings scores the same", () => {
    const one = Array.from({ length: 5 }, () => style);
    expect(scoreOf([...one, ...one], 640_000).total).toBe(scoreOf(one, 320_000).total);
  });

  test("takes a rule that fires a thousand times for one problem", () => {
    const many = Array.from({ length: 1000 }, () => style);
    expect(scoreOf(many, 32_000).total).toBe(scoreOf(many.slice(0, 100), 32_000).total);
    expect(scoreOf(many, 32_000).total).toBe(81);
  });

  test("is held under 90 by one sure error, however large the tree", () => {
    const error: ScoredFinding = { ...style, severity: "error" };
    expect(scoreOf([error], 50_000_000)).toMatchObject({ total: 89, isCapped: true });
    expect(scoreOf([{ ...error, confidence: "medium" }], 50_000_000).total).toBe(99);
  });

  test("counts a worse and a surer finding for more", () => {
    const scoreWith = (change: Partial<ScoredFinding>): number =>
      scoreOf([{ ...style, ...change }], 32_000).total;
    expect(scoreWith({ severity: "error" })).toBeLessThan(scoreWith({}));
    expect(scoreWith({})).toBeLessThan(scoreWith({ severity: "info" }));
    expect(scoreWith({})).toBeLessThan(scoreWith({ confidence: "low" }));
  });
});
