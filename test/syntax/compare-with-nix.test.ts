import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createParser, findSyntaxErrors, loadParserModule } from "../../src/syntax/index.ts";
import { compareWithNix, type Difference } from "../oracle/compare-with-nix.ts";
import { describeWithNix } from "../oracle/describe-with-nix.ts";
import { parseTexts } from "../oracle/nix.ts";
import { propertySeed } from "../property-seed.ts";

const parser = createParser(loadParserModule());

const folder = join(import.meta.dirname, "cases");
const accepted = readCases("accept");
const rejected = readCases("reject");

describe("small cases, each by the verdict that its folder names", () => {
  test.each(accepted)("accepts $name", ({ bytes }) => {
    expect(findSyntaxErrors(parser.parse(bytes))).toEqual([]);
  });
  test.each(rejected)("rejects $name", ({ bytes }) => {
    expect(findSyntaxErrors(parser.parse(bytes))).not.toEqual([]);
  });
});

describeWithNix("the same verdict as Nix", () => {
  test("on the small cases", { timeout: 60_000 }, () => {
    const cases = [...accepted, ...rejected];
    expect(differences(cases.map(({ bytes }) => bytes))).toEqual([]);
  });

  test.each([
    { limit: 9995, open: "(", inner: "1", close: ")" },
    { limit: 4998, open: "[", inner: "1", close: "]" },
    { limit: 4998, open: "x: ", inner: "1", close: "" },
    { limit: 2499, open: "{ a }: ", inner: "1", close: "" },
    { limit: 2496, open: "{ a = ", inner: "1", close: "; }" },
    { limit: 1998, open: "rec { a = ", inner: "1", close: "; }" },
    { limit: 1999, open: "let a = ", inner: "1", close: "; in 1" },
    { limit: 9996, open: "!", inner: "true", close: "" },
    { limit: 3331, open: "with 1; ", inner: "1", close: "" },
  ])("on $open nested up to the limit, and over it", ({ limit, open, inner, close }) => {
    const texts = [limit - 1, limit, limit + 1, limit + 2, limit + 50].map((depth) =>
      Buffer.from(`${open.repeat(depth)}${inner}${close.repeat(depth)}`),
    );
    expect(differences(texts)).toEqual([]);
  });

  test("on random tokens and on valid text with random changes", { timeout: 60_000 }, () => {
    const seed = propertySeed();
    const texts = [
      ...fc.sample(tokenSoup(), { numRuns: 60, seed }),
      ...fc.sample(mutatedText(), { numRuns: 100, seed }),
    ];
    expect(differences(texts.map((text) => Buffer.from(text))), `seed ${seed}`).toEqual([]);
  });
});

function differences(texts: readonly Uint8Array[]): readonly (Difference & { text: string })[] {
  const answers = parseTexts(texts);
  return texts.flatMap((bytes, index) => {
    const difference = compareWithNix(bytes, answers[index]);
    const text = `${bytes.length}: ${Buffer.from(bytes).toString("latin1").slice(0, 200)}`;
    return difference && difference.known === undefined ? [{ text, ...difference }] : [];
  });
}

function readCases(verdict: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  return readdirSync(join(folder, verdict)).map((file) => ({
    name: file.replace(/\.nix$/, ""),
    bytes: readFileSync(join(folder, verdict, file)),
  }));
}

function token(): fc.Arbitrary<string> {
  const words =
    "a b c' or let in if then else with assert rec inherit 1 2.5 ./x ../a/b a/b ~/h <s> u:v";
  const marks =
    "{ } ( ) [ ] = ; : , . ... @ ? \" '' ${ $ + - * / // ++ == != < <= -> && || ! # /* */ \\ é";
  return fc.constantFrom(
    ...[...words.split(" "), ...marks.split(" "), '"s"', "''t''", "\n", "\r\n", "\r", "\t"],
  );
}

function tokenSoup(): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(token(), fc.constantFrom("", " ")), { maxLength: 12 })
    .map((parts) => parts.flat().join(""));
}

/** A valid case, with one to three tokens put in, some of them over what was there. */
function mutatedText(): fc.Arbitrary<string> {
  const texts = accepted.map(({ bytes }) => bytes.toString()).filter((text) => text.length < 300);
  const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(4), token());
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([text, changes]) =>
      changes.reduce((current, [where, length, inserted]) => {
        const at = Math.floor(where * current.length);
        return current.slice(0, at) + inserted + current.slice(at + length);
      }, text),
    );
}
