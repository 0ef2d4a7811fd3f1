import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyEdits,
  conflicts,
  contains,
  overlaps,
  type Edit,
  type Span,
} from "../../src/text/index.ts";

function edit(start: number, end: number, newText: string): Edit {
  return { span: { start, end }, newText };
}

function apply(text: string, ...edits: readonly Edit[]): string {
  return Buffer.from(applyEdits(Buffer.from(text), edits)).toString();
}

/** A text and edits of it, none of which conflicts with another, in order. */
function textAndEdits(): fc.Arbitrary<{ readonly text: string; readonly edits: readonly Edit[] }> {
  const piece = fc.record({
    kept: fc.string({ minLength: 1, maxLength: 5 }),
    dropped: fc.string({ maxLength: 5 }),
    newText: fc.constantFrom("", "é", "x\ny", "😀"),
  });
  return fc.array(piece, { maxLength: 8 }).map((pieces) => {
    let text = "";
    const edits: Edit[] = [];
    for (const { kept, dropped, newText } of pieces) {
      const start = Buffer.byteLength(text + kept);
      edits.push(edit(start, start + Buffer.byteLength(dropped), newText));
      text += kept + dropped;
    }
    return { text, edits };
  });
}

describe("applying edits", () => {
  test.each([
    ["nothing", "abc", [], "abc"],
    ["replaces", "abc", [edit(1, 2, "X")], "aXc"],
    ["inserts", "abc", [edit(3, 3, "!"), edit(0, 0, "<")], "<abc!"],
    ["deletes", "abc", [edit(0, 3, "")], ""],
    ["counts bytes", "é中x", [edit(2, 5, "-")], "é-x"],
    ["touching ones", "abcd", [edit(2, 4, "Y"), edit(0, 2, "X")], "XY"],
    ["an insertion at the edge of a replacement", "ab", [edit(1, 2, "B"), edit(1, 1, "-")], "a-B"],
  ] as const)("%s", (_title, text, edits, expected) => {
    expect(apply(text, ...edits)).toBe(expected);
  });

  test.each([
    ["overlapping", [edit(0, 2, ""), edit(1, 3, "")]],
    ["past the end", [edit(2, 9, "")]],
    ["backwards", [edit(2, 1, "")]],
  ] as const)("refuses what is %s", (_title, edits) => {
    expect(() => apply("abc", ...edits)).toThrow(RangeError);
  });

  test("is the same in whatever order they come", () => {
    fc.assert(
      fc.property(textAndEdits(), ({ text, edits }) => {
        expect(apply(text, ...edits.toReversed())).toBe(apply(text, ...edits));
      }),
    );
  });

  test("is the same all at once as one by one from the back", () => {
    fc.assert(
      fc.property(textAndEdits(), ({ text, edits }) => {
        const oneByOne = edits.toReversed().reduce((current, one) => apply(current, one), text);
        expect(apply(text, ...edits)).toBe(oneByOne);
      }),
    );
  });

  test("leaves the given bytes alone", () => {
    const bytes = Buffer.from("abc");
    applyEdits(bytes, [edit(0, 1, "X")]);
    expect(bytes.toString()).toBe("abc");
  });
});

describe("conflicts", () => {
  test.each([
    [edit(0, 2, ""), edit(1, 3, ""), true],
    [edit(0, 2, ""), edit(2, 3, ""), false],
    [edit(1, 1, "a"), edit(1, 1, "b"), true],
    [edit(1, 1, "a"), edit(2, 2, "b"), false],
    [edit(1, 1, "a"), edit(0, 3, ""), true],
    [edit(1, 1, "a"), edit(1, 2, ""), false],
  ])("%j and %j: %s", (left, right, expected) => {
    expect(conflicts(left, right)).toBe(expected);
    expect(conflicts(right, left)).toBe(expected);
  });

  test("two edits that don't conflict can be applied", () => {
    const anyEdit = fc
      .tuple(fc.nat(6), fc.nat(6))
      .map(([a, b]) => edit(Math.min(a, b), Math.max(a, b), "x"));
    fc.assert(
      fc.property(anyEdit, anyEdit, (left, right) => {
        fc.pre(!conflicts(left, right));
        expect(() => apply("abcdef", left, right)).not.toThrow();
      }),
    );
  });
});

describe("spans", () => {
  const outer: Span = { start: 2, end: 6 };
  test("contain themselves, what is inside, and what is empty at an edge", () => {
    expect(contains(outer, outer)).toBe(true);
    expect(contains(outer, { start: 3, end: 5 })).toBe(true);
    expect(contains(outer, { start: 6, end: 6 })).toBe(true);
    expect(contains(outer, { start: 1, end: 3 })).toBe(false);
  });
  test("overlap where they share a byte", () => {
    expect(overlaps(outer, { start: 5, end: 9 })).toBe(true);
    expect(overlaps(outer, { start: 6, end: 9 })).toBe(false);
  });
});
