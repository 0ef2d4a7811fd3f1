import { expect, test } from "vitest";
import { rules } from "../rules/index.ts";
import type { Rule } from "../src/rule/index.ts";
import { describeWithNix } from "./oracle/describe-with-nix.ts";
import { evaluate, normalFormsOf, type Evaluated } from "./oracle/nix.ts";
import { callWithStubs, type StubVerdict } from "./oracle/stub-calls.ts";
import { fixturesOf } from "./rule-harness/fixtures.ts";
import { fixSample, setHelpers, type Sample } from "./rule-harness/run-rule.ts";

// What "safe" promises, by the real Nix: after a safe fix the parse is the same, or the value is, or the old text
// could only fail. Samples that are functions are called with stubs, and their value is compared part by part.

setHelpers(rules);

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

/** Rules whose fix changes the value of the text, and not that of the configuration: what says so. */
const provenElsewhere: Readonly<Record<string, string>> = {
  "manual-enable-option":
    "`mkEnableOption` is this `mkOption` (nixpkgs' lib/options.nix), which stubs do not know",
  "redundant-definition": "`evalModules` merges two equal definitions into one",
  "missing-module-ellipsis":
    "what a function takes shows when it is called: test/rules/module-errors.test.ts does",
  "deprecated-option": "NixOS itself gives the present option the value of the old one",
  "duplicate-import":
    "the module system reads a file once, however often its path stands in `imports`",
};

/** Rules about text that can only fail: their fix makes it work. */
const mending: ReadonlySet<string> = new Set([
  "missing-builtins-prefix",
  "non-string-interpolation",
  "removed-option-type",
]);

describeWithNix("safe fixes", () => {
  const changes = safeChanges().filter(({ rule }) => !(rule.id in provenElsewhere));
  const verdicts = judge(changes);
  const open = changes.filter((_, index) => verdicts[index] === "open");
  const stubs = callWithStubs(open);
  const called = open.map((change, index) => ({ ...change, ...verdictOf(stubs[index]) }));

  test("change no parse and no value", () => {
    const wrong = [
      ...changes.filter((_, index) => verdicts[index] === "different"),
      ...called.filter(({ different }) => different.length > 0),
    ];
    expect(
      wrong.map(({ rule, before, after }) => `${rule.id}\n${before}\n--- became ---\n${after}`),
    ).toEqual([]);
  });

  test("are proven by every sample", () => {
    const unproven = called.filter(
      ({ rule, same, mended }) =>
        same.length === 0 && (mended.length === 0 || !mending.has(rule.id)),
    );
    expect(unproven.map(({ rule, before }) => `${rule.id}: ${before}`)).toEqual([]);
    const parts = called.flatMap(({ rule, open: names, mended }) =>
      [...names, ...(mending.has(rule.id) ? [] : mended)].map((name) => `${rule.id}: ${name}`),
    );
    console.log(
      [
        `${changes.length} samples: ${changes.length - open.length} by parse or value, ${open.length} by calls`,
        `not by a sample: ${Object.entries(provenElsewhere)
          .map((entry) => entry.join(", for "))
          .join("; ")}`,
        `parts that fail before or after, whatever they are given: ${parts.join(", ")}`,
      ].join("\n"),
    );
    expect(parts.length).toBeLessThan(open.length);
  });

  test("are proven for every rule", () => {
    // A comment is no part of the parse, so that its removal proves itself.
    const proven = new Set(changes.map(({ rule }) => rule.id));
    const missing = rules.filter(
      ({ id, fix }) => fix === "safe" && !proven.has(id) && !(id in provenElsewhere),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});

function verdictOf(verdict: StubVerdict | undefined): StubVerdict {
  return verdict ?? { same: [], mended: [], open: ["all of it"], different: [] };
}
