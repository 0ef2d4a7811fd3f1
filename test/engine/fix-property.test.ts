import { sample, tuple } from "fast-check";
import { expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { createConfig } from "../../src/config/index.ts";
import { createFileAuditor, fixFile } from "../../src/engine/index.ts";
import type { SyntaxTree } from "../../src/syntax/index.ts";
import { describeWithNix } from "../oracle/describe-with-nix.ts";
import { evaluate, type Evaluated } from "../oracle/nix.ts";
import { libStub, redundantExpressions, surround, trivia } from "../oracle/random-expressions.ts";
import { propertySeed } from "../property-seed.ts";
import { isSound, parser } from "../rule-harness/run-rule.ts";

const config = createConfig(
  {
    path: undefined,
    root: "/",
    auditRoot: "/",
    preset: "opt-in",
    exclude: [],
    maxFileSize: 1_000_000,
    rules: [],
    overrides: [],
    select: undefined,
    ignore: [],
    minimumSeverity: "info",
    minimumConfidence: "low",
  },
  rules,
);
const auditor = createFileAuditor({ parser, rules, config, lineHashes: false });

/** How many expressions; `PROPERTY_COUNT` asks for more. */
const COUNT = Number(process.env["PROPERTY_COUNT"] ?? 200);

const blanks = [
  () => "\n",
  () => "\r\n",
  () => "\n\n\t",
  () => "  ",
  (index: number) => ` # note ${index}\n`,
  (index: number) => `\n  # note ${index}\r\n  `,
  (index: number) => ` /* note ${index} */ `,
];

/** The text with other blanks between its tokens, and comments that are numbered. */
function withTrivia(text: string, { seed, density }: { seed: number; density: number }): string {
  const tree = parser.parse(Buffer.from(text));
  let state = seed;
  const random = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  let result = "";
  let at = 0;
  for (const [index, token] of tokensOf(tree).entries()) {
    const blank = tree.source.slice(at, token.start);
    const other = blanks[random(blanks.length)];
    const isGap = /^\s+$/.test(blank) && other && random(10) < density;
    result += (isGap ? other(index) : blank) + tree.source.slice(token.start, token.end);
    at = token.end;
  }
  return result + tree.source.slice(at, tree.source.bytes.length);
}

function tokensOf(tree: SyntaxTree): { readonly start: number; readonly end: number }[] {
  const tokens: { readonly start: number; readonly end: number }[] = [];
  for (let row = 1; row < tree.rowCount; row++) {
    if (tree.subtreeEndOf(row) > row + 1) continue;
    tokens.push({ start: tree.startOf(row), end: tree.endOf(row) });
  }
  return tokens;
}

function notesOf(text: string): readonly string[] {
  return (text.match(/note \d+/g) ?? []).toSorted();
}

/** What is wrong with the fixes of a text, but for its value. */
function wrongWith(text: string): {
  readonly after: string;
  readonly problem?: string;
  readonly applied: number;
} {
  const { applied, failures, ...outcome } = fix(text);
  const after = Buffer.from(outcome.after).toString();
  const problem = ((): string | undefined => {
    if (failures.length > 0)
      return failures.map(({ ruleId, message }) => `${ruleId}: ${message}`).join();
    if (applied === 0) return undefined;
    if (!isSound(after)) return "does not parse";
    if (notesOf(after).join() !== notesOf(text).join()) return "lost a comment, or doubled one";
    return fix(after).applied > 0 ? "is fixed again by a second run" : undefined;
  })();
  return { after, applied, ...(problem === undefined ? {} : { problem }) };
}

function fix(text: string): ReturnType<typeof fixFile> {
  const file = { path: "module.nix", bytes: Buffer.from(text) };
  return fixFile(auditor, parser, file, new Set(["safe"]));
}

/** What a fix may mend: the old text could only fail. */
const mended = /^undefined variable|^cannot coerce/;

/** Equal values, or errors both, but for those that a fix is there for. */
function compare(before: Evaluated | undefined, after: Evaluated | undefined): string | undefined {
  if (!before || !after) return "was not evaluated";
  if ("error" in before) {
    return "error" in after || mended.test(before.error.message)
      ? undefined
      : `failed with ${before.error.message}, now gives ${after.value}`;
  }
  if ("error" in after) return `was ${before.value}, now fails with ${after.error.message}`;
  return before.value === after.value ? undefined : `was ${before.value}, is ${after.value}`;
}

describeWithNix("safe fixes of random expressions", () => {
  test("change no value, lose no comment, and settle", { timeout: 3_600_000 }, () => {
    const texts = sample(
      tuple(redundantExpressions, trivia).map(([text, blank]) => withTrivia(surround(text), blank)),
      { numRuns: COUNT, seed: propertySeed() },
    );
    const cases = texts.map((text) => ({ text, ...wrongWith(text) }));
    const changed = cases.filter(({ applied }) => applied > 0);
    const call = (text: string): string => `(${text}) { lib = ${libStub}; }`;
    const values = evaluate(changed.flatMap(({ text, after }) => [call(text), call(after)]));
    const wrong = [
      ...cases.filter(({ problem }) => problem !== undefined),
      ...changed.flatMap((one, index) => {
        const problem = compare(values[2 * index], values[2 * index + 1]);
        return problem === undefined ? [] : [{ ...one, problem }];
      }),
    ].toSorted((one, other) => one.text.length - other.text.length);
    const shown = wrong
      .slice(0, 5)
      .map(({ text, after, problem }) => `${text}\n--- became ---\n${after}\n--- ${problem}`);
    expect(shown, `${wrong.length} of ${texts.length}`).toEqual([]);
    expect(changed.length).toBeGreaterThan(COUNT / 2);
    expect(values.filter((value) => "value" in value).length).toBeGreaterThan(changed.length);
  });
});
