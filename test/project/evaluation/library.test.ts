import { expect, test } from "vitest";
import { prelude } from "../../../src/project/evaluation/prelude.ts";
import { plainValue } from "../../semantics/plain-value.ts";
import { describeWithNix } from "../../oracle/describe-with-nix.ts";
import { evaluate } from "../../oracle/nix.ts";
import { evaluateInWorld, sampleRoot } from "./evaluate-in-world.ts";
import { libraryCases } from "./library-cases.ts";

test.each(libraryCases)("%s", (expression, value) => {
  expect(plainValue(evaluateInWorld(expression).value)).toEqual(value);
});

/** Functions that are no Nix here, written as Nix for the comparison. */
const natives = `{
  nameValuePair = name: value: { inherit name value; };
  genAttrs = names: f: builtins.listToAttrs (map (n: { name = n; value = f n; }) names);
  optionalAttrs = c: s: if c then s else { };
  optional = c: x: if c then [ x ] else [ ];
  range = a: b: builtins.genList (n: a + n) (b - a + 1);
  zipAttrsWith = f: sets: builtins.mapAttrs (n: _: f n (builtins.catAttrs n sets)) (builtins.foldl' (a: b: a // b) { } sets);
  flatten = x: if builtins.isList x then builtins.concatMap flatten x else [ x ];
  foldr = f: z: l: if l == [ ] then z else f (builtins.head l) (foldr f z (builtins.tail l));
  hasInfix = i: s: builtins.match ".*\${i}.*" s != null;
  splitString = sep: s: builtins.filter builtins.isString (builtins.split (builtins.replaceStrings [ "." ] [ "\\\\." ] sep) s);
  toLower = builtins.replaceStrings [ "A" "B" "C" ] [ "a" "b" "c" ];
  toUpper = builtins.replaceStrings [ "x" "y" "z" ] [ "X" "Y" "Z" ];
  stringToCharacters = s: builtins.genList (n: builtins.substring n 1 s) (builtins.stringLength s);
}`;

describeWithNix("the library", () => {
  test("comes to what Nix says, with the same text for what is Nix here", () => {
    const lib = `let
      flat = builtins // (${prelude}) // (rec ${natives});
      self = flat // {
        lists = self; attrsets = self; strings = self; filesystem = self;
        extend = f: let final = self // f final self; in final;
      };
    in self`;
    const values = evaluate(
      libraryCases.map(([expression]) => {
        const placed = expression.replaceAll("./", `${sampleRoot}/`);
        return `let lib = ${lib}; in builtins.toJSON (${placed})`;
      }),
    );
    for (const [index, [expression, value]] of libraryCases.entries()) {
      const found = values[index];
      const json = found && "value" in found ? (JSON.parse(found.value) as string) : "null";
      expect({ expression, value: JSON.parse(json) as unknown, found }).toEqual({
        expression,
        value,
        found,
      });
    }
  });
});
