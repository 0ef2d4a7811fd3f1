import { expect, test } from "vitest";
import { INTERPOLATION, isString, readString } from "../../src/rule/index.ts";
import { createParser, loadParserModule } from "../../src/syntax/index.ts";

const parser = createParser(loadParserModule());

function read(text: string): ReturnType<typeof readString> {
  const { expression } = parser.parse(Buffer.from(text)).root;
  if (!expression || !isString(expression)) throw new Error("no string");
  return readString(expression);
}

test.each([
  ['"a\\nb"', "a\nb"],
  ['"ä\\"${x}c"', `ä"${INTERPOLATION}c`],
  ["''a''${x}''$b '''c ''\\n''", "a${x}$b ''c \n"],
  ['""', ""],
])("%s", (source, text) => {
  expect(read(source).text).toBe(text);
});

test("leads back to the bytes, forwards and backwards", () => {
  const source = '"ä\\n𝄞${x}secret\\"end"';
  const string = read(source);
  const bytes = Buffer.from(source);
  const taken = (word: string): string => {
    const at = string.text.indexOf(word);
    const { start, end } = string.spanOf(at, at + word.length);
    return bytes.subarray(start, end).toString();
  };
  for (const word of ["end", "secret", "ä", "𝄞", "end", 'secret"', "ä\n𝄞"])
    expect(taken(word)).toBe(word.replace("\n", "\\n").replace('"', '\\"'));
});

test("a long text is followed once", () => {
  const string = read(`"${"ä ".repeat(500_000)}"`);
  const start = performance.now();
  for (let at = 0; at < 1_000_000; at += 10) string.spanOf(at, at + 5);
  expect(performance.now() - start).toBeLessThan(2000);
});
