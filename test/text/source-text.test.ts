import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSourceText, startOfText, type SourceText } from "../../src/text/index.ts";

function sourceOf(text: string): SourceText {
  return createSourceText(Buffer.from(text));
}

/** Text with all that makes columns hard: line ends of each kind, characters of one to four bytes, a mark in front. */
function anyText(): fc.Arbitrary<string> {
  const pieces = fc.constantFrom("a", "é", "中", "😀", "\n", "\r\n", "\r", "\t", " ", "x = 1;");
  return fc
    .tuple(fc.constantFrom("", "\ufeff"), fc.array(pieces, { maxLength: 30 }))
    .map(([mark, parts]) => mark + parts.join(""));
}

/** Offsets at which a character begins, and the end. */
function characterStarts(text: string): readonly number[] {
  const starts = [0];
  for (const character of text) starts.push((starts.at(-1) ?? 0) + Buffer.byteLength(character));
  return starts;
}

describe("lines", () => {
  test.each([
    ["", 1],
    ["a", 1],
    ["a\n", 2],
    ["\n\n", 3],
    ["a\r\nb", 2],
    ["a\rb", 1],
    ["\ufeff", 1],
  ])("%j has %d", (text, count) => {
    expect(sourceOf(text).lineCount).toBe(count);
  });

  test("a line's span leaves out its line end, CR and LF", () => {
    const source = sourceOf("ab\r\n\ncd\re\n");
    const lines = [1, 2, 3, 4].map((line) => {
      const { start, end } = source.lineSpan(line);
      return source.slice(start, end);
    });
    expect(lines).toEqual(["ab", "", "cd\re", ""]);
  });

  test("a line past the last is empty, at the end", () => {
    expect(sourceOf("a\nb").lineSpan(9)).toEqual({ start: 3, end: 3 });
  });

  test("the first line begins behind a byte-order mark", () => {
    const source = sourceOf("\ufeffa\nb");
    expect(source.lineSpan(1)).toEqual({ start: 3, end: 4 });
    expect(source.positionAt(3)).toEqual({ line: 1, column: 1 });
    expect(source.positionAt(0)).toEqual({ line: 1, column: 1 });
    expect(startOfText(source.bytes)).toBe(3);
  });

  test("the line of an offset is one more than the line ends before it", () => {
    fc.assert(
      fc.property(anyText(), fc.nat(), (text, number) => {
        const bytes = Buffer.from(text);
        const offset = number % (bytes.length + 1);
        const before = bytes.subarray(0, offset).toString("latin1");
        expect(createSourceText(bytes).lineAt(offset)).toBe(before.split("\n").length);
      }),
    );
  });
});

describe("positions", () => {
  test.each([
    ["abc", 2, 1, 3],
    ["é = x", 3, 1, 3],
    ["😀x", 4, 1, 3],
    ["a\n中b", 5, 2, 2],
    ["a\r\nb", 3, 2, 1],
    ["a", 99, 1, 2],
    ["a", -1, 1, 1],
  ])("of %j at byte %d", (text, offset, line, column) => {
    expect(sourceOf(text).positionAt(offset)).toEqual({ line, column });
  });

  test("columns count UTF-16 code units, as a JavaScript string does", () => {
    fc.assert(
      fc.property(anyText(), fc.nat(), (text, number) => {
        const starts = characterStarts(text);
        const offset = starts[number % starts.length] ?? 0;
        const before = Buffer.from(text)
          .subarray(0, offset)
          .toString()
          .replace(/^\ufeff/, "");
        const { line, column } = sourceOf(text).positionAt(offset);
        expect(line).toBe(before.split("\n").length);
        expect(column).toBe((before.split("\n").at(-1) ?? "").length + 1);
      }),
    );
  });

  test("a position leads back to its offset, line ends and mark aside", () => {
    fc.assert(
      fc.property(anyText(), fc.nat(), (text, number) => {
        const source = sourceOf(text);
        const starts = characterStarts(text);
        const offset = starts[number % starts.length] ?? 0;
        const { line, column } = source.positionAt(offset);
        const { start, end } = source.lineSpan(line);
        const bounded = Math.min(Math.max(offset, start), end);
        expect(source.offsetAt(line, column)).toBe(bounded);
      }),
    );
  });

  test("columns and lines out of range are taken to the nearest", () => {
    const source = sourceOf("ab\ncd");
    expect(source.offsetAt(1, 99)).toBe(2);
    expect(source.offsetAt(0, 0)).toBe(0);
    expect(source.offsetAt(99, 1)).toBe(3);
  });
});

describe("text", () => {
  test("is cut by bytes", () => {
    expect(sourceOf("é中x").slice(2, 5)).toBe("中");
  });

  test("with broken UTF-8 is shown with the replacement character", () => {
    const source = createSourceText(Uint8Array.of(0x61, 0xff, 0x62));
    expect(source.slice(0, 3)).toBe("a\ufffdb");
    expect(source.positionAt(2)).toEqual({ line: 1, column: 3 });
  });

  test("may be a part of a larger buffer", () => {
    const whole = Buffer.from("xx\nab\ncd");
    const source = createSourceText(whole.subarray(3));
    expect(source.slice(0, 2)).toBe("ab");
    expect(source.lineCount).toBe(2);
  });
});
