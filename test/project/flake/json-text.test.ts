import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSourceText } from "../../../src/text/index.ts";
import {
  memberOf,
  parseJson,
  plainValue,
  type JsonNode,
} from "../../../src/project/flake/json-text.ts";

const read = (text: string): ReturnType<typeof parseJson> =>
  parseJson(createSourceText(Buffer.from(text)));

describe("a JSON text with the places of its values", () => {
  test("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.constantFrom(undefined, 0, 1, 2, "\t", "\r\n"),
        (text, indentation) => {
          const spaced = JSON.stringify(JSON.parse(text), undefined, indentation);
          const { value } = read(spaced);
          expect(value && plainValue(value)).toEqual(JSON.parse(spaced));
        },
      ),
    );
  });

  test("refuses what JSON.parse refuses, and nothing else", () => {
    const piece = fc.constantFrom(
      ...Array.from('{}[]:,"\\/ \n\t0123.eE+-truefalsn\u0001u00e9é'),
      '"a"',
      "\\u00",
      "null",
      "-0",
      "1e5",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let plain: unknown;
        let isJson = true;
        try {
          plain = JSON.parse(text);
        } catch {
          isJson = false;
        }
        const { value, problem } = read(text);
        expect(problem === undefined).toBe(isJson);
        if (value) expect(plainValue(value)).toEqual(plain);
      }),
      { numRuns: 3000 },
    );
  });

  test("every value and key stands where it says", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const text = JSON.stringify(JSON.parse(json), undefined, 2);
        const bytes = Buffer.from(text);
        const check = (node: JsonNode): void => {
          const own = bytes.subarray(node.start, node.end).toString();
          expect(plainValue(node)).toEqual(JSON.parse(own));
          if (node.kind === "array") node.elements.forEach(check);
          if (node.kind !== "object") return;
          for (const { key, keySpan, value } of node.members) {
            expect(JSON.parse(bytes.subarray(keySpan.start, keySpan.end).toString())).toBe(key);
            check(value);
          }
        };
        const { value } = read(text);
        expect(value).toBeDefined();
        if (value) check(value);
      }),
    );
  });

  test("takes the last of repeated keys, and keys of Object.prototype", () => {
    const { value } = read('{"a": 1, "__proto__": 2, "a": 3}');
    expect(memberOf(value, "a")?.value).toMatchObject({ value: 3, start: 30 });
    expect(value && JSON.stringify(plainValue(value))).toBe('{"a":3,"__proto__":2}');
  });

  test("gives up on nesting, and not on the stack", () => {
    const { problem } = read("[".repeat(100_000));
    expect(problem?.reason).toContain("nested over 500 deep");
  });

  test.each([
    ["", "it ends too early: a value is missing", 0],
    ['{"a" 1}', "`:` is missing", 5],
    ['{"a": 1,}', "a key in quotes is missing", 8],
    ["[1] x", "it goes on behind its end", 4],
    ['{"a": "b', "a text in quotes does not end", 6],
  ])("%s: %s", (text, reason, at) => {
    expect(read(text).problem).toEqual({ reason, at });
  });
});
