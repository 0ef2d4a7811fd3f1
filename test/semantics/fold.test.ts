import { describe, expect, test } from "vitest";
import type { Folded } from "../../src/semantics/index.ts";
import { expressionOf, understand } from "./parse.ts";
import { plainValue, UNKNOWN } from "./plain-value.ts";

/** Folds a text; of a function with a set pattern, the body. */
function foldText(text: string): Folded {
  const semantics = understand(text);
  const outer = expressionOf(semantics);
  return semantics.fold(outer.is("function_expression") && outer.formals ? outer.body : outer);
}

function reasonOf(text: string): string {
  const folded = foldText(text);
  return folded.known ? `known: ${String(plainValue(folded))}` : folded.reason;
}

describe("values", () => {
  test.each<readonly [string, unknown]>([
    ["{ a.b = 1; a.c = 2; }", { a: { b: 1, c: 2 } }],
    ["let x = { a.b = 1; a.c = x.a.b + 1; }; in x", { a: { b: 1, c: 2 } }],
    ["{ a = { b = 1; }; a = { c = 2; }; }", { a: { b: 1, c: 2 } }],
    ["let true = false; in true", false],
    ["let f = { a, b ? a + 1, ... }@s: [ a b (s ? c) ]; in f { a = 1; c = 2; }", [1, 2, true]],
    ['{ lib, ... }: lib.genAttrs [ "a" "b" ] (n: n + "!")', { a: "a!", b: "b!" }],
    ["{ lib }: with lib; optional true 1", [1]],
    ["{ lib }: with lib; with lib.lists; optional true 1", [1]],
    ["{ pkgs }: pkgs.lib.optionals true [ 1 ]", [1]],
    ["{ inputs }: let inherit (inputs.nixpkgs.lib) range; in range 1 3", [1, 2, 3]],
    ["{ lib }: let go = { lib, n }: lib.range 1 n; in go { inherit lib; n = 2; }", [1, 2]],
    ['builtins.map (builtins.getAttr "a") [ ]', []],
    ["[ 1 ] |> map (x: x + 1)", [2]],
    ["let f = n: if n == 0 then 0 else f (n - 1); in f 30", 0],
    ["https://example.org/x", "https://example.org/x"],
    ["[ ./a /b ~/c ]", ["./a", "/b", "~/c"]],
    ["{ ${null} = 1; b = 2; }", { b: 2 }],
    ["true || x", true],
    ["7 / -2", -3],
    ["-9223372036854775807 - 1 == -9223372036854775807 - 1", true],
    ['"a\\rb\\${c}\r\nd"', "a\rb${c}\nd"],
    ["''\r\n  a\r\n''", "\r\n  a\r\n"],
    ["''\n   ''\\ a\n  b\n''", "  a\nb\n"],
    ["''\n   ''\\n  c\n    d''", "\nc\n d"],
    ["''a\n\n  b\n  ${\"x\"} \n    ''", "a\n\n  b\n  x \n"],
    ["''  ''${''$x''' 'y''\\t''", "${$x'' 'y\t"],
  ])("of %j", (text, value) => {
    expect(plainValue(foldText(text))).toEqual(value);
  });

  test("of merged pieces, from any of them", () => {
    const semantics = understand("{ a = { b = 1; }; a.c = 2; }");
    const [, inner] = semantics.tree.nodesOfKind("attrset_expression");
    expect(inner && plainValue(semantics.fold(inner))).toEqual({ b: 1, c: 2 });
  });

  test("of endless sets, as far as one looks", () => {
    expect(plainValue(foldText("let x = { a = x; b = 1; }; in x.a.a.a.b"))).toBe(1);
  });

  test("of functions can be called", () => {
    const folded = foldText("x: [ x x ]");
    if (!folded.known || folded.value.type !== "function") throw new Error("no function");
    const argument: Folded = { known: true, value: { type: "integer", value: 4n } };
    expect(plainValue(folded.value.call(argument))).toEqual([4, 4]);
  });
});

describe("parts", () => {
  test.each<readonly [string, unknown]>([
    ["{ x }: [ 1 x ]", [1, UNKNOWN]],
    ["{ x }: { a = x; b = x.y or 1; c = 2; }", { a: UNKNOWN, b: UNKNOWN, c: 2 }],
    ["{ x }: { a = x; b = 1; }.b", 1],
    ["{ x }: (x // { a = 1; }).a", 1],
    ["{ x }: ({ a = 1; } // x).a", UNKNOWN],
    ["{ x }: { ${x} = 1; a = 2; }.a", 2],
    ["{ x }: { ${x} = 1; a = 2; } ? b", UNKNOWN],
    ["{ x }: map (n: n + x) [ 1 ]", [UNKNOWN]],
    ["{ x }: builtins.length [ x x ]", 2],
    ["{ x }: builtins.length ([ 1 ] ++ x)", UNKNOWN],
    ["{ x }: builtins.attrNames { a = x; }", ["a"]],
  ])("of %s", (text, value) => {
    expect(plainValue(foldText(text))).toEqual(value);
  });

  test("of a list that goes on somewhere", () => {
    const folded = foldText("{ lib, c }: [ ./a ] ++ lib.optionals c [ ./b ]");
    expect(folded).toMatchObject({ known: true, value: { type: "list", isComplete: false } });
    if (folded.known && folded.value.type === "list")
      expect(folded.value.elements.map((element) => plainValue(element))).toEqual(["./a"]);
  });
});

describe("reasons", () => {
  test.each([
    ["{ x }: x", "argument `x` of a function"],
    ["{ x }: x.y.z + 1", "argument `x` of a function"],
    ["{ lib }: lib.mkDefault 1", "call of `lib.mkDefault`"],
    ["{ f }: f 1", "call of `f`"],
    ["import ./x 1 2", "call of `builtins.import`"],
    ["<x> 2", "call of an unknown function: found through `NIX_PATH`"],
    ["with x: x; y", "`with` of a function"],
    ["{ x }: with x; with { a = 1; }; y", "`y` comes from a `with`"],
    ["{ x }: with { ${x} = 1; }; y", "`y` comes from a `with` of a set that is known in part"],
    ["let a = b; b = a; in a", "refers to itself"],
    ["let __sub = a: b: 5; in 3 - 1", "`-` has another meaning here"],
    ["9223372036854775807 + 1", "integer beyond 64 bits"],
    ["1 + 1 / (2 - 2)", "division by zero"],
    ["{ a = 1; }.b", "attribute `b` is missing"],
    ["{ a = 1; }.a.b", "attribute `b` of an integer"],
    ["({ a }: a) { }", "argument `a` is missing"],
    ["({ a }: a) { a = 1; b = 2; }", "unexpected argument `b`"],
    ["assert false; 1", "a false assertion"],
    ["rec { __overrides = { a = 2; }; a = 1; }.a", "a `rec` set with `__overrides`"],
    ["{ a = rec { x = 1; }; a.y = x; }.a.y", "`x` stands in a set of several pieces"],
    ["<nixpkgs>", "found through `NIX_PATH`"],
    ['"${./x}"', "a path made a string"],
    ["./${x}", "path with a computed part"],
    ["let f = n: if n == 0 then 0 else f (n - 1); in f 5000", "nested too deep"],
    [
      "{ lib }: let f = a: lib.concatMap (x: a) a; in f (f (f (lib.range 1 9)))",
      "too much to work out",
    ],
    ["{ lib }: lib.range 1 100000", "too much to work out"],
    ["let l = map (x: builtins.head l) [ 1 ]; in builtins.head l", "refers to itself"],
    ["let builtins = { }; in builtins.map", "attribute `map` is missing"],
    ["(lib: lib.head [ 1 ]) { }", "attribute `head` is missing"],
  ])("for %s", (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  test("say whether Nix stops there, and what the thing goes by", () => {
    expect(foldText("{ a = 1; }.b")).toMatchObject({ fails: true });
    expect(foldText("{ x }: x")).not.toHaveProperty("fails");
    expect(foldText("{ pkgs }: pkgs.hello")).toMatchObject({ origin: "pkgs.hello" });
  });
});

describe("hostile texts", () => {
  const deep = 20_000;
  test.each<readonly [string, string]>([
    ["parentheses", `${"(".repeat(deep)}1${")".repeat(deep)}`],
    ["lists", `${"[".repeat(deep)}${"]".repeat(deep)}`],
    ["sets", `${"{a=".repeat(deep)}1${";}".repeat(deep)}`],
    ["sums", `1${"+1".repeat(2000)}`],
    ["updates", `${"{}//".repeat(deep)}{}`],
    ["functions", `${"x:".repeat(deep)}1`.replaceAll(":", ": ")],
    ["lets", `${"let a=1;in ".repeat(deep)}a`],
    ["minuses", `${"-".repeat(2000)}1`],
    ["conditions", `${"if true then ".repeat(deep)}1${" else 2".repeat(deep)}`],
    ["withs", `${"with {};".repeat(deep)}a`],
    ["strings", `${'"${'.repeat(deep)}1${'}"'.repeat(deep)}`],
    [
      "doubling",
      `let a0 = [ 1 1 ];${Array.from({ length: 60 }, (_, at) => `a${at + 1} = a${at} ++ a${at};`).join("")} in a60`,
    ],
  ])("%s: an answer, however deep", (_, text) => {
    const semantics = understand(text);
    const folded = semantics.fold(expressionOf(semantics));
    expect(typeof folded.known).toBe("boolean");
    expect(semantics.unbound.length).toBeLessThan(2);
    expect(semantics.attributePieces.duplicates).toEqual([]);
  });
});
