import { describe, expect, test } from "vitest";
import { describeWithNix } from "../oracle/describe-with-nix.ts";
import { parseTexts } from "../oracle/nix.ts";
import { understand } from "./parse.ts";

/** A text, and the paths that are defined twice in it. */
const samples: readonly (readonly [text: string, ...paths: readonly string[]])[] = [
  ["{ a = 1; b = 2; }"],
  ["{ a = 1; a = 2; }", "a"],
  ["{ a = 1; a = 2; a = 3; }", "a", "a"],
  ["let a = 1; a = 2; in a", "a"],
  ["let { body = 1; body = 2; }", "body"],
  ["rec { a = 1; a = 2; }", "a"],
  ['{ a = 1; "a" = 2; }', "a"],
  ['{ ${"a"} = 1; a = 2; }', "a"],
  ['{ ${("a")} = 1; a = 2; }', "a"],
  ["{ ${''a''} = 1; a = 2; }", "a"],
  ['{ "x y" = 1; "x y" = 2; }', "x y"],
  ['{ ${"a" + ""} = 1; a = 2; }'],
  ['{ "${"a"}" = 1; a = 2; }'],
  ["{ a.b = 1; a.c = 2; }"],
  ["{ a.b = 1; a.b = 2; }", "a.b"],
  ["{ a.b = 1; a = { c = 2; }; }"],
  ["{ b.c = 2; b = { c = 3; }; }", "b.c"],
  ["{ b = { c = 3; }; b.c = 2; }", "b.c"],
  ["{ a = 1; a.b = 2; }", "a"],
  ["{ a.b = 2; a = 1; }", "a"],
  ["{ a.b = 1; a.b.c = 2; }", "a.b"],
  ["{ a = { b = 1; }; a = { b.c = 2; }; }", "a.b"],
  ["{ a = { b = { x = 1; }; }; a = { b = { x = 2; }; }; }", "a.b.x"],
  ["{ a = ({ b = 1; }); a = (({ c = 2; })); }"],
  ["{ a = rec { b = 1; }; a = { c = 2; }; }"],
  ["{ a = { b = 1; } // { }; a.c = 2; }", "a"],
  ["{ a = let { body = 1; }; a.c = 2; }", "a"],
  ["let x = 1; in { inherit x; x = 2; }", "x"],
  ["let x = 1; in { x = 2; inherit x; }", "x"],
  ["let x = 1; in { inherit x x; }", "x"],
  ["let x = { }; in { inherit x; x.y = 2; }", "x"],
  ["let x = { }; in { x = { }; inherit x; }", "x"],
  ["let x = { a = 1; }; in { inherit (x) a; inherit (x) a; }", "a"],
  ['let x = 1; in { inherit "x"; x = 2; }', "x"],
  ["{ a = { b = 1; b = 2; }; }", "b"],
  ["{ a = { b = 1; c = 1; d = 1; }; a.b = 2; a.e = 3; a.e = 4; }", "a.b", "a.e"],
  ["{ a.b = 1; a = { c = 1; d = 1; e = 1; b = 2; }; }", "a.b"],
  ["{ ${toString 1}.a = 1; ${toString 1}.a = 2; }"],
  ["{ a.${toString 1} = 1; a.${toString 1} = 2; }"],
  ["{ a.${toString 1}.b = 1; a.c = 2; a.c = 3; }", "a.c"],
  ["{ a.or = 1; a.or = 2; }", "a.or"],
];

describe("duplicate attributes", () => {
  test.each(samples)("%s", (text, ...paths) => {
    const { duplicates } = understand(text).attributePieces;
    expect(duplicates.map(({ path }) => path.join("."))).toEqual(paths);
    for (const { first, second } of duplicates) expect(first.start).toBeLessThan(second.start);
  });

  test.each([
    ["{ f.a.m = 1; f = { a = { n = 2; }; }; }"],
    ["{ a = { b = { x = 1; }; }; a = { b = { y = 2; }; }; }"],
  ])("newer Nix merges %s, which Nix 2.8 refuses", (text) => {
    expect(understand(text).attributePieces.duplicates).toEqual([]);
  });

  test("points at the attribute in each definition", () => {
    const [duplicate] = understand("{ b.c = 2; b = { c = 3; }; }").attributePieces.duplicates;
    expect(duplicate?.first.start).toBe(4);
    expect(duplicate?.second.start).toBe(17);
  });
});

describeWithNix("duplicate attributes beside Nix", () => {
  test("both find fault with the same texts", () => {
    const answers = parseTexts(samples.map(([text]) => text));
    const refused = samples.flatMap(([text], index) => {
      const message = answers[index]?.message ?? "";
      return /already defined/.test(message) ? [text] : [];
    });
    const ours = samples.flatMap(([text, ...paths]) => (paths.length > 0 ? [text] : []));
    expect(refused).toEqual(ours);
  });
});

describe("merges of which some pieces are rec", () => {
  test.each([
    ["{ a = { x = 1; }; a = rec { y = 1; }; }", "a", 1],
    ["{ a = rec { x = 1; }; a.y = x; }", "a", 1],
    ["{ a.y = 1; a = rec { x = 1; }; a = rec { z = 1; }; }", "a", 2],
    ["{ a = rec { x = 1; }; a = { y = 1; }; a = rec { z = 1; }; }", "a", 1],
    ["{ a = { b = rec { x = 1; }; }; a = { b = { y = 1; }; }; }", "a.b", 1],
    ["{ a = { b = rec { x = 1; }; }; a.b.c = 2; }", "a.b", 1],
  ])("%s", (text, path, different) => {
    const { mixedRecMerges, duplicates } = understand(text).attributePieces;
    expect(duplicates).toEqual([]);
    expect(mixedRecMerges.map((merge) => [merge.path.join("."), merge.different.length])).toEqual([
      [path, different],
    ]);
  });

  test.each([
    ["{ a = rec { x = 1; }; a = rec { y = 1; }; }"],
    ["{ a = { x = 1; }; a.y = 2; }"],
    ["{ a = rec { x = 1; }; b = { }; }"],
    ["{ a = rec { x.y = 1; x.z = 2; }; }"],
  ])("none in %s", (text) => {
    expect(understand(text).attributePieces.mixedRecMerges).toEqual([]);
  });

  test("gives the set of each piece", () => {
    const text = "{ a = rec { x = 1; }; a.y = 2; }";
    const [merge] = understand(text).attributePieces.mixedRecMerges;
    expect(merge?.first.set?.text).toBe("rec { x = 1; }");
    expect(merge?.different[0]?.set).toBeUndefined();
    expect(merge?.different[0]?.nameNode.start).toBe(22);
  });
});

test("deep and wide merges take little time", () => {
  const deep = `${"{ a = {}; a = ".repeat(3000)}{ ${"b = 1; c = 2; ".repeat(300)} }${"; }".repeat(3000)}`;
  const started = performance.now();
  expect(understand(deep).attributePieces.duplicates.length).toBeGreaterThan(500);
  expect(performance.now() - started).toBeLessThan(5000);
});
