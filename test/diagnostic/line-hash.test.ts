import { computeRollingHashes } from "@microsoft/sarif";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineHashes } from "../../src/diagnostic/index.ts";

const hashesOf = (text: string): readonly string[] => lineHashes(Buffer.from(text));

describe("lineHashes", () => {
  test.each([
    ["", ["c129715d7a2bc9a3:1"]],
    ["a\n", ["243cbaa4685aab12:1", "c129715d7a2bc9a3:1"]],
    [
      " a\nb\n  \t\tc\n d",
      ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    ],
    [
      "Lorem ipsum dolor sit amet.\n".repeat(10),
      [
        ...[1, 2, 3, 4, 5, 6].map((count) => `a7f2ff13bc495cf2:${count}`),
        "a7f2ff1481e87703:1",
        "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1",
        "cc97dc7b1d7d8f7b:1",
        "c129715d7a2bc9a3:1",
      ],
    ],
  ])("agrees with the public vector for %j", (text, expected) => {
    expect(hashesOf(text)).toEqual(expected);
  });

  test("counts a CRLF once, and a CR and LF with a blank between them twice", () => {
    expect(hashesOf("a\r\nb")).toEqual(hashesOf("a\nb"));
    expect(hashesOf("a\r \nb")).toEqual(hashesOf("a\n\nb"));
  });

  test("counts a byte-order mark as a character", () => {
    expect(hashesOf("\uFEFFa")).not.toEqual(hashesOf("a"));
    expect(hashesOf("\uFEFFa")).toEqual([...computeRollingHashes("\uFEFFa").values()]);
  });

  test("agrees with an independent implementation", () => {
    const piece = fc.oneof(
      fc.constantFrom(" ", "\t", "\n", "\r", "\r\n", "\uFFFF", "\u0000", "é", "𝒙", "{ }: {}"),
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.constant("services.openssh.enable = true;\n"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = Buffer.from(pieces.join("")).toString();
        const judged = [...computeRollingHashes(text)].toSorted(([a], [b]) => a - b);
        expect(hashesOf(text)).toEqual(judged.map(([, hash]) => hash));
      }),
      { numRuns: 500 },
    );
  });

  test("hashes a large file in linear time", () => {
    const bytes = Buffer.from("  environment.systemPackages = [ pkgs.git ];\n".repeat(50_000));
    const start = performance.now();
    expect(lineHashes(bytes)).toHaveLength(50_001);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
