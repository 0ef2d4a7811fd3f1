import fc from "fast-check";
import { expect, test } from "vitest";
import { createParser, loadParserModule } from "../../src/syntax/index.ts";
import { describeWithNix } from "../oracle/describe-with-nix.ts";
import { normalFormsOf } from "../oracle/nix.ts";
import { propertySeed } from "../property-seed.ts";
import { parenthesize } from "./parenthesize.ts";

const parser = createParser(loadParserModule());

/** Random expressions of every operator; some are invalid because comparisons chain. */
function operatorText(): fc.Arbitrary<string> {
  const operand = fc.constantFrom(
    ..."a|f a|a.b|a.b or c|[ a b.c ]|1|(a)|-a|!a|f a.b -1|{ }".split("|"),
  );
  const operator = fc.constantFrom(
    ..."+ - * / ++ // == != < <= > >= && || -> ? ? +".split(" ").map((text) => ` ${text} `),
  );
  const prefix = fc.constantFrom("", "", "", "-", "!", "- ");
  const rest = fc.array(fc.tuple(operator, prefix, operand), { minLength: 1, maxLength: 5 });
  return fc
    .tuple(prefix, operand, rest)
    .map(([first, operand_, parts]) =>
      [
        first,
        operand_,
        ...parts.flatMap(([by, sign, other]) => (by === " ? " ? [by, "x.y"] : [by, sign, other])),
      ].join(""),
    )
    .map((text) => `a: b: c: f: ${text}`);
}

const constructs = [
  "a: b: c: if a then b else c + 1",
  "f: x: f x: 1".replace("x: 1", "(x: 1)"),
  "a: with a; assert b; c // d",
  "a: let b = a; in b ++ b ? c",
  "f: a: f a.b or a.c f.d a",
  "a: b: [ a b a.b (a b) a.b or b ]",
  "a: -a.b ? c && !a ? b.c",
  'a: "x${a + a}" + a',
  "{ a ? b + 1, b }@c: a -> b -> c",
  "f: a: { x = f a; y.z = a.b or f; inherit (f a) q; }",
];

describeWithNix("expressions are grouped as Nix groups them", () => {
  test("in every construct", () => {
    expectSameMeaning(constructs);
  });

  test("by the precedence of the operators", () => {
    const seed = propertySeed();
    const texts = fc
      .sample(operatorText(), { numRuns: 400, seed })
      .filter((text) => !/(?:==|!=|[<>]=?)[^]*(?:==|!=|[<>]=?)/.test(text));
    expectSameMeaning(texts, seed);
  });
});

function expectSameMeaning(texts: readonly string[], seed?: number): void {
  const grouped = texts.map((text) => parenthesize(parser.parse(Buffer.from(text))));
  const forms = normalFormsOf([...texts, ...grouped]);
  const pairs = texts.map((text, index) => ({ text, form: forms[index] }));
  expect(pairs.filter(({ form }) => form === undefined)).toEqual([]);
  expect(
    texts.map((text, index) => ({ text, form: forms[texts.length + index] })),
    `seed ${seed}`,
  ).toEqual(pairs);
}
