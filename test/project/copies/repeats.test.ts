import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findRepeats } from "../../../src/project/copies/repeats.ts";
import { propertySeed } from "../../property-seed.ts";

function repeatsIn(symbols: readonly number[], leastWeight = 1): string[] {
  return findRepeats(
    Uint32Array.from(symbols),
    Uint32Array.from(symbols, (symbol) => (symbol === 0 ? 0 : 1)),
    leastWeight,
  )
    .map(({ starts, length }) => `${starts.join(",")}+${length}`)
    .toSorted();
}

/** By definition: every run at two places, that no symbol before or after all of them makes longer. */
function byDefinition(symbols: readonly number[], leastWeight: number): string[] {
  const found: string[] = [];
  for (let length = leastWeight; length < symbols.length; length++) {
    const places = new Map<string, number[]>();
    for (let start = 0; start + length <= symbols.length; start++) {
      const run = symbols.slice(start, start + length);
      if (run.includes(0)) continue;
      const key = run.join(" ");
      places.set(key, [...(places.get(key) ?? []), start]);
    }
    for (const starts of places.values()) {
      const shared = (offset: number): boolean => {
        const all = new Set(starts.map((start) => symbols[start + offset] ?? 0));
        return all.size === 1 && !all.has(0);
      };
      if (starts.length > 1 && !shared(-1) && !shared(length))
        found.push(`${starts.join(",")}+${length}`);
    }
  }
  return found.toSorted();
}

describe("findRepeats", () => {
  test("finds a run at two places once, at its full length", () => {
    expect(repeatsIn([9, 1, 2, 3, 8, 0, 7, 1, 2, 3, 6])).toEqual(["1,7+3"]);
  });

  test("tells apart where a part of it stands once more", () => {
    expect(repeatsIn([1, 2, 3, 0, 1, 2, 3, 0, 4, 2, 3])).toEqual(["0,4+3", "1,5,9+2"]);
  });

  test("leaves out what weighs too little", () => {
    expect(repeatsIn([1, 2, 0, 1, 2], 3)).toEqual([]);
  });

  test("is what the definition says", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 24 }),
        fc.integer({ min: 1, max: 3 }),
        (symbols, least) => {
          expect(repeatsIn(symbols, least)).toEqual(byDefinition(symbols, least));
        },
      ),
      { seed: propertySeed(), numRuns: 500 },
    );
  });

  test("is not slow on one symbol 20,000 times, nor on a long copy", () => {
    const start = performance.now();
    const same = new Uint32Array(20_000).fill(1);
    expect(findRepeats(same, same, 60).length).toBeLessThan(1001);
    const copy = Uint32Array.from({ length: 100_000 }, (_, index) => (index % 50_000) + 1);
    copy[49_999] = 0;
    copy[99_999] = 0;
    expect(findRepeats(copy, copy.map(Number), 60).length).toBe(1);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
