import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createParser, findSyntaxErrors, Kind, loadParserModule } from "../../src/syntax/index.ts";

const module = loadParserModule();
const parser = createParser(module);

/** Text that would take a careless parser quadratic time or all of its stack. */
const hostile: Readonly<Record<string, string>> = {
  "opening parentheses": "(".repeat(100_000),
  "opening brackets": "[".repeat(100_000),
  "opening braces": "{".repeat(100_000),
  "sets in sets": "{ a = ".repeat(50_000),
  interpolations: '"${'.repeat(50_000),
  "indented interpolations": "''${".repeat(50_000),
  "paths in paths": "./${".repeat(50_000),
  "closing brackets": "}])".repeat(40_000),
  "nested lists": "[".repeat(100_000) + "]".repeat(100_000),
  functions: "x: ".repeat(100_000) + "1",
  minuses: "-".repeat(200_000) + "1",
  pluses: "+".repeat(200_000),
  "dots and names": "a.".repeat(100_000),
  "floats without an end": "1.".repeat(100_000),
  "comparisons in a chain": "a < ".repeat(60_000),
  "comparisons that look like search paths": "<a".repeat(100_000),
  "has-attribute in a chain": "a ? ".repeat(60_000),
  "defaults in a chain": "a.b or ".repeat(60_000),
  "comments that never end": "/*".repeat(100_000),
  "stars of a comment": `/*${"*".repeat(200_000)}`,
  "quotes of every kind": "'' \" ".repeat(50_000),
  lets: "let ".repeat(60_000),
  "conditions without an end": "if a then ".repeat(40_000),
  "slashes and dollars": "a/$".repeat(60_000),
  "broken bindings": "{ a = ; b = ( ; c = [ ; } ".repeat(20_000),
  "equals signs": "a = ".repeat(120_000),
  "brackets that don't match": "= ; ( [ } ) ".repeat(40_000),
  commas: "{ a, ".repeat(100_000),
  "one long name": "a".repeat(500_000),
  "one long string": `"${"x".repeat(500_000)}`,
  "NUL bytes": "\0".repeat(100_000),
};

describe("hostile text is read in bounded time", () => {
  test.each(Object.entries(hostile))("%s", { timeout: 20_000 }, (_title, text) => {
    const tree = parser.parse(Buffer.from(text));
    expect(findSyntaxErrors(tree).length).toBeLessThanOrEqual(20);
  });

  test("text that is too broken is given up, at the place of its first error", () => {
    const tree = parser.parse(Buffer.from(hostile["broken bindings"] ?? ""));
    expect(tree).toMatchObject({ isGivenUp: true, firstError: 6, rowCount: 1 });
    expect(tree.root).toMatchObject({ kind: "source_code", hasError: true });
    expect(findSyntaxErrors(tree)).toMatchObject([{ kind: "given-up", span: { start: 6 } }]);
  });

  test("dense valid text is not", () => {
    for (const piece of ["[]", "(1)", '""', "a b ", "{}", "'' '' ", "a.b ", "1 "]) {
      const tree = parser.parse(Buffer.from(`[${piece.repeat(50_000)}]`));
      expect(tree.isGivenUp).toBe(false);
      expect(findSyntaxErrors(tree)).toEqual([]);
    }
  });
});

describe("large files", () => {
  test("of 4 MB are read", { timeout: 60_000 }, () => {
    const own = createParser(module);
    const binding = 'name.of.it = { enable = true; list = [ 1 "two" ./three ]; };\n';
    const count = Math.floor(4e6 / binding.length);
    const tree = own.parse(Buffer.from(`{\n${binding.repeat(count)}}\n`));
    expect(tree.isGivenUp).toBe(false);
    expect(tree.rowsOfKind(Kind.attrset_expression)).toHaveLength(count + 1);
    expect(own.parse(Buffer.from("1")).root.text).toBe("1");
  });

  test("of 50 MB are given up at once", () => {
    const tree = parser.parse(Buffer.alloc(50_000_000, "[ 1 ] "));
    expect(tree).toMatchObject({ isGivenUp: true, rowCount: 1 });
    expect(findSyntaxErrors(tree)).toMatchObject([{ kind: "given-up" }]);
  });
});

test("no bytes make the parser throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const tree = parser.parse(bytes);
      findSyntaxErrors(tree);
      expect(tree.endOf(0)).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 500 },
  );
});

test("a longer text does not change what an earlier one was", () => {
  const small = parser.parse(Buffer.from("{ a = 1; }"));
  parser.parse(Buffer.from("[ ".repeat(2000)));
  expect(small.nodesOfKind("integer_expression")[0]?.text).toBe("1");
});
