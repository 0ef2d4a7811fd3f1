import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addFollows, removeInput } from "../../src/rule/index.ts";
import { applyEdits } from "../../src/text/index.ts";
import { flakeOf, openText } from "../project/flake/tree.ts";

/** Ways in which people write the input `a`, in `inputs = { … }`; `b` is something it follows already. */
const spellings = [
  'a.url = "github:o/a";',
  '"a" = { url = "github:o/a"; };',
  'a = {\n  url = "github:o/a"; # one\n};',
  'a = { url = "github:o/a"; inputs = { b.follows = "b"; }; };',
  'a = {\n  inputs.b.follows = "b";\n  url = "github:o/a";\n};',
  'a = {\n  url = "github:o/a";\n  inputs = {\n    b = { follows = "b"; };\n  };\n};',
  'a.url = "github:o/a";\na.inputs.b.follows = "b";',
  'a.inputs = { b.follows = "b"; };\na.url = github:o/a;',
  'a = { type = "github"; owner = "o"; repo = "a"; flake = true; };',
  "a = { url = ''github:o/a''; inputs = { }; };",
];

const written = fc
  .record({
    spelling: fc.constantFrom(...spellings),
    isDotted: fc.boolean(),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    name: fc.constantFrom("nixpkgs", "nixpkgs-lib", "0x"),
  })
  .map(({ spelling, isDotted, lineEnd, name }) => {
    const other = 'b.url = "github:o/b";';
    const text = isDotted
      ? `{\n${`${spelling}\n${other}`.replaceAll(/^(?="?[ab]"?[. ])/gm, "inputs.")}\noutputs = { a, ... }: a; }\n`
      : `{ inputs = {\n${other}\n${spelling}\n};\noutputs = { a, ... }: a; }\n`;
    return { text: text.replaceAll("\n", lineEnd), name };
  });

describe("edits of flake inputs", () => {
  test("after a follows is added the input has it, and everything else is as it was", () => {
    fc.assert(
      fc.property(written, ({ text, name }) => {
        const file = openText("flake.nix", text);
        const edit = addFollows(file, "a", { name, target: "b" });
        expect(edit).toBeDefined();
        if (!edit) return;
        const after = Buffer.from(applyEdits(file.source.bytes, [edit])).toString();
        expect(openText("flake.nix", after).hasSyntaxError).toBe(false);
        const before = flakeOf({ "flake.nix": text });
        const flake = flakeOf({ "flake.nix": after });
        const shape = ({ inputs }: typeof flake): unknown[] =>
          inputs.map((input) => ({
            ...input,
            place: undefined,
            urlPlace: undefined,
            follows: input.follows.map(({ input: inner, target }) => `${inner} → ${target}`),
          }));
        const expected = shape(before).map((input) => {
          const { name: own, follows } = input as { name: string; follows: string[] };
          return own === "a"
            ? {
                ...(input as object),
                follows: expect.arrayContaining([...follows, `${name} → b`]) as string[],
              }
            : input;
        });
        expect(shape(flake)).toEqual(expected);
        expect(after.includes("\r\n")).toBe(text.includes("\r\n"));
        expect(/[^\r]\n/.test(after)).toBe(/[^\r]\n/.test(text));
      }),
    );
  });

  test("after an input is removed nothing names it, and the rest is as it was", () => {
    fc.assert(
      fc.property(written, ({ text }) => {
        const file = openText("flake.nix", text);
        const edits = removeInput(file, "a");
        // A comment is never lost.
        expect(edits === undefined).toBe(text.includes("# one"));
        if (!edits) return;
        const after = Buffer.from(applyEdits(file.source.bytes, edits)).toString();
        const flake = flakeOf({ "flake.nix": after });
        expect(flake.hasUnknownInputs).toBe(false);
        expect(flake.inputs.map(({ name, url }) => [name, url])).toEqual([["b", "github:o/b"]]);
        expect(flake.outputArguments).toEqual([]);
      }),
    );
  });
});
