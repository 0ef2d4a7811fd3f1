import {
  array,
  assert,
  constantFrom,
  integer,
  letrec,
  oneof,
  property,
  tuple,
  type Arbitrary,
} from "fast-check";
import { expect, test } from "vitest";
import { describeWithNix } from "../oracle/describe-with-nix.ts";
import { evaluate } from "../oracle/nix.ts";
import { expressionOf, understand } from "./parse.ts";
import { plainValue, UNKNOWN } from "./plain-value.ts";

/** What the functions of `lib` do, for a Nix that has no nixpkgs at hand. */
const lib = `builtins // rec {
  nameValuePair = name: value: { inherit name value; };
  genAttrs = names: f: builtins.listToAttrs (map (n: nameValuePair n (f n)) names);
  optionals = c: l: if c then l else [ ];
  optional = c: x: if c then [ x ] else [ ];
  optionalString = c: s: if c then s else "";
  optionalAttrs = c: s: if c then s else { };
  range = a: b: if a > b then [ ] else builtins.genList (n: a + n) (b - a + 1);
}`;

type Kinds = {
  readonly integer: string;
  readonly string: string;
  readonly boolean: string;
  readonly list: string;
  readonly set: string;
  readonly any: string;
};

const name = constantFrom("a", "b", "c");
const key = constantFrom("a", "b", "c", '"d e"', '${"a"}', '"${"c"}"');

/** Joins the parts of a template around expressions. */
function form(
  strings: TemplateStringsArray,
  ...parts: readonly Arbitrary<string>[]
): Arbitrary<string> {
  return tuple(...parts).map((values) =>
    strings.map((text, index) => text + (values[index] ?? "")).join(""),
  );
}

const { any } = letrec<Kinds>((tie) => {
  const number = tie("integer");
  const text = tie("string");
  const truth = tie("boolean");
  const list = tie("list");
  const set = tie("set");
  const value = tie("any");
  const binding = oneof(form`a = ${number}`, form`b = ${text}`, form`c = ${list}`);

  /** The simple forms, the others, and what any expression can stand in. */
  function choose(
    kind: Arbitrary<string>,
    simple: Arbitrary<string>,
    ...others: readonly Arbitrary<string>[]
  ): Arbitrary<string> {
    return oneof(
      { depthSize: "small", maxDepth: 5, withCrossShrink: true, depthIdentifier: "nix" },
      { arbitrary: simple, weight: 3 },
      ...others.map((arbitrary) => ({ arbitrary, weight: 3 })),
      ...[
        form`(let ${binding}; in ${kind})`,
        form`(let a = ${number}; c = [ a b ]; b = ${text}; in ${kind})`,
        form`(if ${truth} then ${kind} else ${kind})`,
        form`(${set}.${key} or ${kind})`,
        form`(with ${set}; ${kind})`,
        form`((a: ${kind}) ${number})`,
        form`(({ a ? ${number}, ... }@d: ${kind}) ${set})`,
        form`(({ b, x ? a, a ? 1 }@c: ${kind}) { b = ${text}; })`,
        form`(assert ${truth}; ${kind})`,
        form`(builtins.head [ ${kind} ${value} ])`,
        form`(rec { ${binding}; f.g = ${kind}; }).f.g`,
        form`(let f = ${name}: d: ${kind}; in f ${number} ${value})`,
        form`(let { body = ${kind}; ${binding}; })`,
      ].map((arbitrary) => ({ arbitrary, weight: 1 })),
    );
  }

  return {
    integer: choose(
      number,
      oneof(
        integer({ min: 0, max: 9 }).map(String),
        constantFrom("1.5", "9223372036854775807", "a"),
      ),
      form`(${number} ${constantFrom("+", "-", "*", "/")} ${number})`,
      form`(- ${number})`,
      form`(builtins.length ${list})`,
    ),
    string: choose(
      text,
      constantFrom(
        '""',
        '"x"',
        '"a\\n\\${b}$$"',
        "''\n    y\n      ''$z\n  ''",
        "''w''\\t ''",
        "b",
      ),
      form`"${constantFrom("", "p ")}\${${text}}q"`,
      form`''\n  \${${text}}\n    r''`,
      form`(${text} + ${text})`,
      form`(toString ${value})`,
      form`(lib.concatStringsSep ${text} [ ${text} ${text} ])`,
      form`(lib.optionalString ${truth} ${text})`,
    ),
    boolean: choose(
      truth,
      constantFrom("true", "false"),
      form`(${number} ${constantFrom("<", "<=", ">", ">=", "==", "!=")} ${number})`,
      form`(${text} ${constantFrom("<", ">=")} ${text})`,
      form`(${value} ${constantFrom("==", "!=")} ${value})`,
      form`(${truth} ${constantFrom("&&", "||", "->")} ${truth})`,
      form`(!${truth})`,
      form`(${set} ? ${key})`,
      form`(builtins.elem ${value} ${list})`,
    ),
    list: choose(
      list,
      constantFrom("[ ]", "c"),
      form`[ ${value} ${value} ]`,
      form`(${list} ++ ${list})`,
      form`(map (d: [ d ${value} ]) ${list})`,
      form`(builtins.filter (d: ${truth}) ${list})`,
      form`(lib.concatMap (d: ${list}) ${list})`,
      form`(builtins.concatLists [ ${list} ${list} ])`,
      form`(lib.attrNames ${set})`,
      form`(builtins.attrValues ${set})`,
      form`(lib.optionals ${truth} ${list})`,
      form`(lib.optional ${truth} ${value})`,
      form`(lib.range ${integer({ min: 0, max: 3 }).map(String)} (builtins.length ${list}))`,
      form`(builtins.tail [ 1 ${value} ])`,
    ),
    set: choose(
      set,
      constantFrom("{ }"),
      form`{ ${key} = ${value}; }`,
      form`{ ${name} = ${value}; e.f = ${value}; e = { g = ${value}; }; }`,
      form`(rec { ${binding}; h = ${value}; })`,
      form`{ inherit ${name}; i = ${value}; }`,
      form`{ inherit (${set}) ${name}; }`,
      form`{ \${${text}} = ${value}; }`,
      form`{ \${if a == 1 then null else "k"}.${key} = ${value}; }`,
      form`(${set} // ${set})`,
      form`(builtins.mapAttrs (d: e: [ d ${value} ]) ${set})`,
      form`(lib.genAttrs [ ${text} ${text} ] (d: ${value}))`,
      form`(builtins.listToAttrs (map (n: lib.nameValuePair n ${value}) (lib.attrNames ${set})))`,
      form`(lib.optionalAttrs ${truth} ${set})`,
    ),
    any: oneof(number, text, truth, list, set, constantFrom("null", "a", "b", "c")),
  };
});

function foldClosed(text: string): unknown {
  const semantics = understand(`{ lib }: ${text}`);
  const outer = expressionOf(semantics);
  if (!outer.is("function_expression")) throw new Error("no function");
  return plainValue(semantics.fold(outer.body));
}

/** Whether all that is known of a value is as it should be. */
function agrees(folded: unknown, real: unknown): boolean {
  if (folded === UNKNOWN) return true;
  if (typeof folded === "number" && typeof real === "number")
    return Math.abs(folded - real) <= 1e-5 * Math.max(1, Math.abs(real));
  if (typeof folded !== "object" || folded === null || typeof real !== "object" || real === null)
    return folded === real;
  const keys = Object.keys(folded);
  return (
    Array.isArray(folded) === Array.isArray(real) &&
    keys.length === Object.keys(real).length &&
    keys.every((at) =>
      agrees((folded as Record<string, unknown>)[at], (real as Record<string, unknown>)[at]),
    )
  );
}

function holdsUnknown(folded: unknown): boolean {
  if (folded === UNKNOWN) return true;
  return typeof folded === "object" && folded !== null && Object.values(folded).some(holdsUnknown);
}

describeWithNix("constant folding beside Nix", () => {
  test("what is known is what Nix says", { timeout: 60_000 }, () => {
    let evaluated = 0;
    let folded = 0;
    assert(
      property(array(any, { minLength: 60, maxLength: 60 }), (expressions) => {
        const texts = expressions.map((text) => `let a = 1; b = "bee"; c = [ 1 "x" ]; in ${text}`);
        const answers = evaluate(
          texts.map((text) => `let lib = ${lib}; in builtins.toJSON (${text})`),
        );
        for (const [index, text] of texts.entries()) {
          const answer = answers[index];
          const ours = foldClosed(text);
          if (!answer || "error" in answer) {
            // A value of which nothing is unknown would have been printed.
            expect(holdsUnknown(ours), `${text}\n${answer?.error.message}`).toBe(true);
            continue;
          }
          const real: unknown = JSON.parse(JSON.parse(answer.value.replaceAll("\\$", "$")));
          expect(agrees(ours, real), `${text}\nnix: ${JSON.stringify(real)}`).toBe(true);
          evaluated += 1;
          if (!holdsUnknown(ours)) folded += 1;
        }
      }),
      { numRuns: 10, endOnFailure: true },
    );
    expect(evaluated).toBeGreaterThan(200);
    expect(folded / evaluated).toBeGreaterThan(0.8);
  });
});
