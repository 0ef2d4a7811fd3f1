import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createParser, loadParserModule, type SyntaxTree } from "../../src/syntax/index.ts";

// Sound text has a parser of its own, beside tree-sitter's: both must make the same table of every text.

const module = loadParserModule();
const both = createParser(module);
const treeSitter = createParser(module, { treeSitterOnly: true });

function expectSameTable(bytes: Uint8Array, name: string): void {
  expect(tableOf(both.parse(bytes)), name).toEqual(tableOf(treeSitter.parse(bytes)));
}

function tableOf(tree: SyntaxTree): object {
  const { words, kindStarts, kindRows, nameSpans, firstError, isGivenUp } = tree;
  return { words, kindStarts, kindRows, nameSpans, firstError, isGivenUp };
}

test.each(["test/syntax/cases", "fixtures", "node_modules/tree-sitter-nix/test"])(
  "the same table of every file in %s",
  (folder) => {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      expectSameTable(readFileSync(path), path);
    }
  },
);

test("the same table of random words and marks", () => {
  const words =
    "a b or let in if then else with assert rec inherit 1 2.5 ./x ../a/b ~/h <s> u:v # /**/ \n";
  const marks =
    "{ } ( ) [ ] = ; : , . ... @ ? \" '' ${ $ + - * / // ++ == != < <= -> && || ! |> <|";
  const token = fc.constantFrom(
    ...words.split(" "),
    ...marks.split(" "),
    " ",
    "# c\n",
    '"${',
    '}"',
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 14 }), fc.constantFrom("", " "), (tokens, gap) => {
      const text = tokens.join(gap);
      expectSameTable(Buffer.from(text), text);
    }),
    { numRuns: 3000 },
  );
});

test("the same table of text that grows from sound pieces", () => {
  const expression = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom("a", "1", "./p", '"s"', "''\n t\n''", "<n>", "{ }", "[ ]", "x.y or z"),
      tie("expression").map((inner) => `(${inner})`),
      tie("expression").map((inner) => `{ a, b ? ${inner}, ... }@c: ${inner}`),
      tie("expression").map((inner) => `x: # c\n ${inner}`),
      tie("expression").map((inner) => `"a\${${inner}}b"`),
      tie("expression").map((inner) => `''\n a \${${inner}} ''$ b ''`),
      fc
        .tuple(tie("expression"), tie("expression"))
        .map(([left, right]) => `rec { /* c */ a.b = ${left}; inherit (${right}) q "w"; }`),
      fc
        .tuple(tie("expression"), tie("expression"))
        .map(([left, right]) => `let c = ${left}; in # d\n with c; assert ${right}; ${left}`),
      fc
        .tuple(
          tie("expression"),
          fc.constantFrom("+", "//", "++", "->", "|>", " ", "?"),
          fc.constantFrom("a", "b.c"),
        )
        .map(([left, operator, right]) => `${left} ${operator} ${right}`),
      fc
        .array(tie("expression"), { maxLength: 4 })
        .map((elements) => `[ ${elements.map((element) => `(${element})`).join(" # e\n")} ]`),
    ),
  })).expression;
  fc.assert(
    fc.property(expression, (text) => expectSameTable(Buffer.from(text), text)),
    { numRuns: 500 },
  );
});
