import { describe, expect, test } from "vitest";
import {
  createParser,
  findSyntaxErrors,
  loadParserModule,
  type SyntaxError,
  type SyntaxErrorKind,
} from "../../src/syntax/index.ts";

const parser = createParser(loadParserModule());

function errorsOf(text: string | Uint8Array): readonly SyntaxError[] {
  return findSyntaxErrors(parser.parse(Buffer.from(text)));
}

/** The mark `▸` stands before the token that the first error is at. */
const cases: Readonly<Record<SyntaxErrorKind, readonly string[]>> = {
  "empty-file": ["▸", "▸# nothing but this\n", "▸ \n\n"],
  "byte-order-mark": ["▸\ufeff{ }", "▸\ufeff"],
  "given-up": [],
  "nul-byte": ["{ a = ▸\0; }", "▸\0"],
  "unclosed-string": [
    '{ a = ▸"x; }\n',
    "{ a = ▸''\n  x;\n}\n",
    'x: ▸"a ${x} b',
    'a: "x ${▸"',
    "▸''a ''' b ''${ c",
  ],
  "unclosed-comment": ["{ ▸/* a = 1; }", "1 ▸/* a", "{ a = 1; ▸/* b }", "▸/*/"],
  "unclosed-bracket": [
    "{ a = 1;▸\n",
    "[ 1 2▸",
    "(x: x▸ # why\n",
    '{ a = "${x▸',
    "{ a = { b = 1; };▸",
  ],
  "missing-bracket": [
    "{ a = (1 + 2▸; b = 3; }",
    "{ a = [ 1 2▸; }",
    "{ a = [ { b = 1; } ▸}; }",
    "[ (1 ▸]",
    "let a = (1 ▸in a",
    "x: if (x ▸then 1 else 2",
    '{ a = "${(x▸}"; }',
    "({ a = 1; ▸)",
  ],
  "extra-bracket": ["{ a = 1; }▸}", "{ a = 1▸); }", "[ 1 ▸)", "▸]", "(1)▸)"],
  "missing-semicolon": [
    "{ a = 1 b ▸= 2; }",
    "{ a = 1\n  b.c.d ▸= 2; }",
    "{ a = 1 ▸}",
    "let a = 1 ▸in a",
    "{ a = { } ▸}",
    "{ a = f x ▸inherit y; }",
    "{ inherit a b ▸= 1; }",
    "{ inherit a ▸}",
    "{ a = 1▸, b = 2; }",
    '{ a = "x" b ▸= 2; }',
    "{ a = with x; y ▸}",
    "{ a = with x ▸}",
    "let a = assert x ▸in a",
  ],
  "missing-comma": [
    "{ a ▸b }: a",
    "{ a, b ▸c }: a",
    "{ a ? (1), b ▸c, ... }: a",
    "{ a ▸... }: a",
    "{ a ▸b, c }@x: a",
  ],
  "repeated-comma": ["{ a, ▸, b }: a", "{ a ? 1, ▸, }: a"],
  "comma-in-list": ["[ 1▸, 2 ]", "{ a = [ x▸, y ]; }"],
  "missing-equals": [
    "{ a ▸1; }",
    "{ a▸; }",
    "{ b = 1; a ▸}",
    "let a ▸1; in a",
    "{ a ▸: 1; }",
    "{ a.b ▸{ c = 1; } }",
  ],
  "json-pair": ['{ "a"▸: 1 }', '{ b = 1; "a"▸: 1, "c": 2 }'],
  "missing-value": [
    "{ a =▸; }",
    "{ a = 1 +▸; }",
    "(1 +▸)",
    "(▸)",
    '"${▸}"',
    "[ (a ++ ▸) ]",
    "if a then ▸else b",
    "x: (x ==▸)",
    "let a = ▸in a",
  ],
  "misplaced-ellipsis": ["{ ...▸, a }: a", "{ a, ...▸, ... }: a", "{ ... ▸... }: 1"],
  "dot-without-name": ["a.▸", "{ a.▸= 1; }", "{ ▸.a = 1; }", "x: x.▸.y", "(a.▸)"],
  "at-without-name": ["{ a }@▸: a", "▸@a: a", "{ a }@▸{ b }: a"],
  "keyword-as-name": [
    "{ ▸if = 1; }",
    "x: x.▸then",
    "{ ▸with, a }: a",
    "{ ▸let = 1; }",
    "let ▸rec = 1; in 1",
  ],
  "let-without-in": [
    "let a = 1;▸ # why\n",
    "let a = 1; a ▸+ 1",
    "(let a = 1; ▸)",
    "{ x = let a = 1; ▸}",
    "let a = 1; ▸{ b = a; }",
  ],
  "if-without-then": ["(if a ▸)", "if a ▸else b", "{ x = if a ▸; }", "if a▸"],
  "if-without-else": [
    "(if a then b ▸)",
    "{ x = if a then b ▸; y = 1; }",
    "[ (if a then b ▸) ]",
    "if a then b▸",
  ],
  "chained-operator": ["1 == 2 ▸== 3", "1 < 2 ▸< 3", "a != b ▸== c", "a <= b ▸> c"],
  "path-trailing-slash": ["▸./a/", "[ ▸~/x/ ]", "▸a/b/", "▸/x/${y}/"],
  "nested-too-deep": [],
  "unexpected-end": ["x:▸", "with a;▸\n", "1 +▸", "a ==▸ # b\n"],
  unexpected: [
    "{ a = 1; } { ▸= }",
    "1 ▸; 2",
    "a ▸= 1",
    "(a ▸= 1)",
    "if a ▸= 1 then 2 else 3",
    "{ a = b ▸= 1; }",
    "{ a ? 1▸; b }: a",
    "x |> y ▸<| z",
    "{ a = 1;▸; }",
    "x@▸y: x",
    "▸* 1",
    "{ a, b▸; }",
    "a ▸\\ b",
    "a ▸é",
    "[ ▸if a then b else c ]",
  ],
};

describe("the kind and place of the first error", () => {
  for (const [kind, texts] of Object.entries(cases)) {
    test.each(texts)(`${kind}: %j`, (marked) => {
      const place = Buffer.byteLength(marked.slice(0, marked.indexOf("▸")));
      const [first] = errorsOf(marked.replace("▸", ""));
      expect({ kind: first?.kind, place: first?.span.start }).toEqual({ kind, place });
    });
  }
});

describe("what belongs to an error", () => {
  test.each([
    ["{ a = f 1‸\n  # why\n  b.c = 2; }", ";"],
    ["{ inherit a‸ b = 1; }", ";"],
    ["{ a = 1‸ }", ";"],
    ["{ a‸ b }: a", ","],
    ["{ a‸ 1; }", "="],
  ])("the end of what lacks something: %j", (marked, expected) => {
    const [first] = errorsOf(marked.replace("‸", ""));
    expect(first).toMatchObject({ missingAt: marked.indexOf("‸"), expected });
  });

  test.each([
    ["{ a = ‸(1 + 2; }", ")"],
    ["{ a = ‸[ 1 2; }", "]"],
    ["x: ‸if x then 1", "else"],
    ["‸let a = 1; a", "in"],
    ["{ a = ‸{ b = 1; ", "}"],
  ])("the half that waits for the other: %j", (marked, expected) => {
    const [first] = errorsOf(marked.replace("‸", ""));
    expect(first?.opening?.start).toBe(marked.indexOf("‸"));
    expect(first?.expected).toBe(expected);
  });

  test("a long token is shortened", () => {
    const [first] = errorsOf(`./${"a/".repeat(5000)}`);
    expect(first).toMatchObject({ kind: "path-trailing-slash", span: { start: 0, end: 10_002 } });
    expect(first?.token.length).toBeLessThan(100);
  });

  test("never more than twenty, in order, each place once", () => {
    const errors = errorsOf("{ a = ; b = ( ; c = [ ; } ".repeat(200) + "1 == 2 == 3 ".repeat(50));
    const starts = errors.map(({ span }) => span.start);
    expect(starts).toHaveLength(20);
    expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
  });

  test("text that Nix takes has none", () => {
    expect(errorsOf("{ a, b ? 1, ... }@c: { inherit a; d = a ? b ? c; }")).toEqual([]);
  });
});
