import { expect, test } from "vitest";
import { rules } from "../rules/index.ts";
import type { Rule } from "../src/rule/index.ts";
import { describeWithNix } from "./oracle/describe-with-nix.ts";
import { evaluate, normalFormsOf, type Evaluated } from "./oracle/nix.ts";
import { fixturesOf } from "./rule-harness/fixtures.ts";
import { fixSample, setHelpers, type Sample } from "./rule-harness/run-rule.ts";

// What "safe" promises, by the real Nix: after a safe fix the parse is the same, or the value is, or the old text
// could only fail. Samples that are no closed expressions prove nothing when their parse differs; each rule needs one that does.

setHelpers(rules);

/** What a function takes shows only when it is called: test/rules/module-errors.test.ts does. */
const provenElsewhere = new Set(["missing-module-ellipsis"]);

interface Change {
  readonly rule: Rule;
  readonly before: string;
  readonly after: string;
}

type Verdict = "same parse" | "same value" | "old text failed" | "open" | "different";

function samplesOf({ id, docs }: Rule): Sample[] {
  return [
    ...docs.examples.map(({ bad, path, options, files }) => ({
      text: bad,
      ...(path ? { path } : {}),
      ...(options ? { options } : {}),
      ...(files ? { files } : {}),
    })),
    ...fixturesOf(id).filter(({ name }) => name.startsWith("bad")),
  ];
}

function safeChanges(): Change[] {
  return rules
    .filter(({ fix }) => fix === "safe")
    .flatMap((rule) =>
      samplesOf(rule).flatMap((sample) => {
        const { applied, after, files } = fixSample(rule, sample, ["safe"]);
        if (applied === 0) return [];
        const main = { rule, before: sample.text, after: Buffer.from(after).toString() };
        const others = Object.entries(files).map(([path, text]) => ({
          rule,
          before: sample.files?.[path] ?? "",
          after: text,
        }));
        return [main, ...others].filter((change) => change.before !== change.after);
      }),
    );
}

function judge(changes: readonly Change[]): Verdict[] {
  const texts = changes.flatMap(({ before, after }) => [before, after]);
  const forms = normalFormsOf(texts);
  const values = evaluate(texts);
  return changes.map((_, index) => {
    const [formBefore, formAfter] = [forms[2 * index], forms[2 * index + 1]];
    if (formBefore !== undefined && formBefore === formAfter) return "same parse";
    return compareValues(values[2 * index], values[2 * index + 1], formBefore === undefined);
  });
}

function compareValues(
  before: Evaluated | undefined,
  after: Evaluated | undefined,
  wasRefused: boolean,
): Verdict {
  if (!before || !after) return "open";
  if ("error" in before) {
    // A sample that lacks its surroundings fails both times, and says nothing.
    if (!("error" in after)) return "old text failed";
    return wasRefused && before.error.message !== after.error.message ? "old text failed" : "open";
  }
  if ("error" in after) return "different";
  if (/<LAMBDA>|<PRIMOP|<CODE>/.test(before.value + after.value))
    return before.value === after.value ? "open" : "different";
  return before.value === after.value ? "same value" : "different";
}

describeWithNix("safe fixes", () => {
  const changes = safeChanges();
  const verdicts = judge(changes);

  test("change no parse and no value", () => {
    const wrong = changes.filter((_, index) => verdicts[index] === "different");
    expect(
      wrong.map(({ rule, before, after }) => `${rule.id}\n${before}\n--- became ---\n${after}`),
    ).toEqual([]);
  });

  test("are proven by a sample of each rule", () => {
    const proven = new Set(
      changes.flatMap(({ rule }, index) => (verdicts[index] === "open" ? [] : [rule.id])),
    );
    // A comment is no part of the parse, so that its removal proves itself; the others need a sample.
    const unproven = rules
      .filter(({ id, fix }) => fix === "safe" && !proven.has(id) && !provenElsewhere.has(id))
      .map(({ id }) => id);
    expect(unproven).toEqual([]);
  });
});
