import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasChange, readPatch } from "../../src/text/index.ts";

describe("a patch", () => {
  test("names the added lines of each file", () => {
    const changed = readPatch(
      `diff --git a/a.nix b/a.nix
index 1..2 100644
--- a/a.nix
+++ b/a.nix
@@ -1 +1,2 @@
-old
+new
+newer
@@ -5,2 +6,0 @@ in
-gone
-gone
@@ -9,0 +9 @@
+one
\\ No newline at end of file
diff --git a/gone.nix b/gone.nix
--- a/gone.nix
+++ /dev/null
@@ -1 +0,0 @@
-x
`,
    );
    expect([...changed]).toEqual([
      [
        "a.nix",
        [
          { first: 1, last: 2 },
          { first: 9, last: 9 },
        ],
      ],
    ]);
  });

  test("is not fooled by lines that look like the head of a file", () => {
    const changed = readPatch(
      `--- a/a.nix
+++ b/a.nix
@@ -1,2 +1,3 @@
--- a/b.nix
-- x
+++ b/b.nix
+@@ -1 +1 @@
+x
@@ -8,0 +9 @@
+y
`,
    );
    expect([...changed.keys()]).toEqual(["a.nix"]);
    expect(changed.get("a.nix")).toHaveLength(2);
  });

  test.each([
    ["b/plain name.nix\t", "plain name.nix"],
    [String.raw`"b/gr\303\266\303\237e \"x\".nix"`, 'größe "x".nix'],
    [String.raw`"b/tab\there\\.nix"`, "tab\there\\.nix"],
  ])("reads the name %s", (written, path) => {
    expect([...readPatch(`+++ ${written}\n@@ -0,0 +1 @@\n+x\n`).keys()]).toEqual([path]);
  });

  test("knows whether a range of lines changed", () => {
    const anyRanges = fc
      .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 20 })
      .map((lines) => lines.toSorted((a, b) => a - b).map((line) => ({ first: line, last: line })));
    fc.assert(
      fc.property(anyRanges, fc.integer({ min: 1, max: 60 }), fc.nat(5), (ranges, first, more) => {
        const last = first + more;
        const expected = ranges.some((range) => range.first <= last && range.last >= first);
        expect(hasChange(new Map([["a", ranges]]), "a", { first, last })).toBe(expected);
      }),
    );
    expect(hasChange(new Map([["a", "all"]]), "a", { first: 5, last: 5 })).toBe(true);
    expect(hasChange(new Map(), "a", { first: 5, last: 5 })).toBe(false);
  });
});
