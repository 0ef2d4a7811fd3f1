import { describe, expect, test } from "vitest";
import type { Rule } from "../src/rule/index.ts";
import { rules as allRules } from "../rules/index.ts";
import { compareFixture, countExpectations, fixturesOf } from "./rule-harness/fixtures.ts";
import {
  commentsOf,
  findingsOf,
  fixSample,
  isSound,
  setHelpers,
  type Sample,
} from "./rule-harness/run-rule.ts";

// Every rule's examples, traps and fixtures. A rule is tested by being there.

setHelpers(allRules);

// RULES=style/redundant-rec,… runs only these, and needs no index: for writing a rule.
const only = process.env["RULES"]?.split(",");
const rules: readonly Rule[] = only
  ? await Promise.all(
      only.map(
        async (path) =>
          (
            (await import(new URL(`../rules/${path}.ts`, import.meta.url).href)) as {
              default: Rule;
            }
          ).default,
      ),
    )
  : allRules;

/** Rules whose samples cannot be single sound files; tested on their own. */
const testedElsewhere = new Set(["unreadable-file"]);

describe.each(
  rules.filter(({ id }) => !testedElsewhere.has(id)).map((rule) => ({ id: rule.id, rule })),
)("$id", ({ rule }) => {
  const { docs, fix } = rule;
  const allFixtures = fixturesOf(rule.id);
  const badFixtures = allFixtures.filter(({ name }) => name.startsWith("bad"));
  const goodFixtures = allFixtures.filter(({ name }) => !name.startsWith("bad"));

  test("has samples: bad, good and a trap", () => {
    expect(docs.examples.length, "docs.examples").toBeGreaterThan(0);
    expect(
      (docs.traps ?? []).length + goodFixtures.length,
      "docs.traps or good fixtures",
    ).toBeGreaterThan(0);
    expect(badFixtures.length, `fixtures/rules/${rule.id}/bad*.nix`).toBeGreaterThan(0);
    if (fix === "unsafe") expect(docs.fixSafety, "docs.fixSafety").toBeTruthy();
  });

  test.each(docs.examples.map((example, index) => ({ index, example })))(
    "example $index",
    ({ example }) => {
      const bad = toSample(example.bad, example);
      const good = toSample(example.good, example);
      const findings = findingsOf(rule, bad);
      expect(findings.length, "findings in bad").toBeGreaterThan(0);
      expect(findingsOf(rule, good).map(({ message }) => message)).toEqual([]);
      if (findings.some((found) => found.fix)) {
        expect(Buffer.from(fixSample(rule, bad, ["safe", "unsafe"]).after).toString()).toBe(
          example.good,
        );
      }
    },
  );

  test.each((docs.traps ?? []).map((trap, index) => ({ index, trap })))(
    "trap $index: $trap.because",
    ({ trap }) => {
      if (rule.id !== "syntax-error") expect(isSound(trap.good), "parses").toBe(true);
      expect(findingsOf(rule, toSample(trap.good, trap)).map(({ message }) => message)).toEqual([]);
    },
  );

  test.each(badFixtures)("fixture $name", (fixture) => {
    expect(countExpectations(fixture, rule.id), "expectations").toBeGreaterThan(0);
    expect(compareFixture(fixture, rule.id, findingsOf(rule, fixture))).toEqual([]);
  });

  test.each(goodFixtures)("fixture $name", (fixture) => {
    expect(findingsOf(rule, fixture).map(({ path, message }) => `${path}: ${message}`)).toEqual([]);
  });

  const samples: Sample[] = [
    ...docs.examples.map((example) => toSample(example.bad, example)),
    ...badFixtures,
  ];

  const testFixes = (): void => {
    let offered = false;
    for (const sample of samples) {
      for (const allowed of [["safe"], ["safe", "unsafe"]] as const) {
        const outcome = fixSample(rule, sample, allowed);
        expect(outcome.failures).toEqual([]);
        if (outcome.applied === 0) continue;
        offered = true;
        const after = Buffer.from(outcome.after).toString();
        const { files } = outcome;
        for (const [path, text] of Object.entries({ ...files, "": after }))
          if (path === "" || path.endsWith(".nix"))
            expect(isSound(text), `${path} parses:\n${text}`).toBe(true);
        expect(
          fixSample(rule, { ...sample, text: after, files }, allowed).applied,
          `fixable again:\n${after}`,
        ).toBe(0);
        if (rule.id !== "unused-suppression")
          expect(commentsOf(after)).toEqual(commentsOf(sample.text));
      }
    }
    expect(offered, "a sample with a fix").toBe(true);
    const safest = samples
      .flatMap((sample) => findingsOf(rule, sample))
      .flatMap((found) => found.fix?.safety ?? []);
    expect(safest.includes("safe"), "the declared fix is the best that is offered").toBe(
      fix === "safe",
    );
  };
  if (fix !== "none") test("fixes settle, parse and keep comments", testFixes);
});

function toSample(text: string, { path, options, files }: Omit<Sample, "text">): Sample {
  return {
    text,
    ...(path ? { path } : {}),
    ...(options ? { options } : {}),
    ...(files ? { files } : {}),
  };
}
