import { describe, expect, test } from "vitest";
import type { Reference, Semantics } from "../../src/semantics/index.ts";
import { describeWithNix } from "../oracle/describe-with-nix.ts";
import { parseTexts } from "../oracle/nix.ts";
import { expressionOf, understand } from "./parse.ts";

/** Every use of a name, with the line of what it is bound to, or how else it is resolved. */
function uses(semantics: Semantics, name: string): readonly (number | string)[] {
  return semantics.references
    .filter((reference) => reference.name === name)
    .map((reference) => describeUse(semantics, reference));
}

function describeUse({ tree }: Semantics, { resolution }: Reference): number | string {
  if (resolution.kind === "bound")
    return tree.source.positionAt(resolution.binding.nameNode.start).line;
  if (resolution.kind !== "dynamic") return resolution.kind;
  return `with ${resolution.withs.map((node) => node.environment.text).join(", ")}`;
}

function kindsIn(text: string): readonly string[] {
  return understand(text).bindings.map(({ kind, name }) => `${kind} ${name}`);
}

describe("bindings", () => {
  test.each<readonly [string, readonly string[]]>([
    ["let a = 1; in a", ["let a"]],
    ["let { a = 1; body = a; }", ["let a", "let body"]],
    ["rec { a = 1; }", ["rec a"]],
    ["{ a = 1; }", []],
    ["x: x", ["argument x"]],
    ["{ a, b ? 1, ... }: a", ["formal a", "formal b"]],
    ["{ a }@x: a", ["formal a", "pattern-alias x"]],
    ["x@{ a }: a", ["pattern-alias x", "formal a"]],
    ['let "a b" = 1; in 1', ["let a b"]],
    ['let ${"a"} = 1; in a', ["let a"]],
    ['let "say \\"hi\\"" = 1; in 1', ['let say "hi"']],
    ["let inherit (x) a b; x = 1; in a", ["let a", "let b", "let x"]],
    ["x: let inherit x; in x", ["argument x", "let x"]],
    ["let a.b = 1; a.c = 2; in a", ["let a"]],
  ])("of %s", (text, expected) => {
    expect(kindsIn(text)).toEqual(expected);
  });

  test("several definitions by path are one binding", () => {
    const [binding] = understand("let a.b = 1; a.c = 2; in a").bindings;
    expect(binding?.references).toHaveLength(1);
    expect(binding?.laterNameNodes.map(({ start }) => start)).toEqual([13]);
    expect(binding?.value).toBeUndefined();
  });

  test("know their owner, definition and value", () => {
    const semantics = understand("let a = 1; in { b ? a, ... }@c: a");
    const [a, b, c] = semantics.bindings;
    expect(a?.owner.kind).toBe("let_expression");
    expect(a?.value?.text).toBe("1");
    expect(a?.references).toHaveLength(2);
    expect(b?.definition.kind).toBe("formal");
    expect(b?.value).toBeUndefined();
    expect(c?.definition.kind).toBe("function_expression");
    expect(semantics.bindingsOf(expressionOf(semantics))).toEqual([a]);
  });
});

describe("uses", () => {
  test.each<readonly [string, string, readonly (number | string)[]]>([
    ["let\n x = 1;\n y = x; in x", "x", [2, 2]],
    ["let\n x = 1; in let\n x = 2; in x", "x", [3]],
    ["let\n x = 1; in [ (let\n x = 2; in x) x ]", "x", [3, 2]],
    ["let\n x = 1; in\n x: x", "x", [3]],
    ["let\n x = x; in 1", "x", [2]],
    // A plain `inherit` looks outside, in any kind of set.
    ["let\n x = 1; in let\n inherit x; in x", "x", [2, 3]],
    ["let\n x = 1; in rec {\n inherit x; y = x; }", "x", [2, 3]],
    ["let\n x = 1; in {\n inherit x; y = x; }", "x", [2, 2]],
    // `inherit (e)` reads e with the names of the `rec` set itself.
    ["let\n s = { }; in rec {\n s = { a = 1; };\n inherit (s) a; }", "s", [3]],
    ["let\n s = { }; in {\n s = { a = 1; };\n inherit (s) a; }", "s", [2]],
    // Lexical names and globals come before any `with`.
    ["let\n x = 1; in with { x = 2; }; x", "x", [2]],
    ["with { map = 1; }; map", "map", ["global"]],
    ["with a; with b; x", "x", ["with b, a"]],
    ["with a; [ (with b; x) x ]", "x", ["with b, a", "with a"]],
    ["with a; let\n x = 1; in x", "x", [2]],
    ["with x; 1", "x", ["unbound"]],
    ["let\n map = 1; in map", "map", [2]],
    ["__attrNames", "__attrNames", ["global"]],
    ["__nothing", "__nothing", ["unbound"]],
    ["let {\n x = 1; body = x; }", "x", [2]],
    ["{ x = 1; y = x; }", "x", ["unbound"]],
    ["rec {\n x.y = 1; z = x.y; }", "x", [2]],
    ["rec { a.x = 1; b = x; }", "x", ["unbound"]],
    // Defaults see all names of the pattern.
    ["{\n a ? b,\n b ? 1 }: 1", "b", [3]],
    ["{\n a ? s,\n ... }@\n s: 1", "s", [4]],
    ["{ a ? x }: 1", "x", ["unbound"]],
    ['let\n "a" = 1; in a', "a", [2]],
    ['let\n "a b" = 1; in { inherit "a b"; }', "a b", [2]],
    ['{ inherit "a b"; }', "a b", ["unbound"]],
    ['let\n ${"a"} = 1; in { inherit "a"; }', "a", [2]],
    ['let\n x = "k"; in { ${x} = 1; y.${x} = 1; }', "x", [2, 2]],
    ["let\n x = 1; in \"${x}\" + ''${x}''", "x", [2, 2]],
    ["let\n x = 1; in a: a.x or x", "x", [2]],
    // Merges of `rec` sets: the first piece decides.
    ["{ a = rec {\n x = 1; }; a.y = x; }", "x", [2]],
    ["{ a = { x = 1; }; a = rec { y = x; }; }", "x", ["unbound"]],
    ["{ a = rec { x = y; }; a =\n { y = 1; }; }", "y", [2]],
    ["{ a = rec { x = y; }; a =\n { y = 1; inherit y; }; }", "y", [2, "unbound"]],
    ["{ a = { b = rec {\n x = 1; }; }; a = { b = { y = x; }; }; }", "x", [2]],
    ["{ r = rec {\n x = 1; b = rec {\n z = 1; }; }; r.b.c = [ x ]; }", "x", [2]],
    ["{ r = rec {\n x = 1; b = rec {\n z = 1; }; }; r.b.c = [ z ]; }", "z", [3]],
  ])("%j: %s", (text, name, expected) => {
    expect(uses(understand(text), name)).toEqual(expected);
  });

  test.each([
    ["1 - 2", "__sub"],
    ["- 2", "__sub"],
    ["1 * 2", "__mul"],
    ["1 / 2", "__div"],
    ["1 < 2", "__lessThan"],
    ["1 >= 2", "__lessThan"],
    ["<nixpkgs>", "__findFile"],
    ["<nixpkgs>", "__nixPath"],
  ])("%s uses %s", (text, name) => {
    expect(uses(understand(`let\n ${name} = 1; in ${text}`), name)).toEqual([2]);
    expect(uses(understand(text), name)).toEqual([]);
  });

  test("of names below a `with`", () => {
    const semantics = understand("with a; [ x (with b; y) true ]");
    const [outer, inner] = semantics.tree.nodesOfKind("with_expression");
    const namesOf = (node = outer): readonly string[] =>
      node ? semantics.namesFrom(node).map(({ name }) => name) : [];
    expect(namesOf(outer)).toEqual(["x", "b", "y"]);
    expect(namesOf(inner)).toEqual(["y"]);
  });

  test("are none for other nodes", () => {
    const semantics = understand("[ 1 ]");
    expect(semantics.resolve(expressionOf(semantics))).toBeUndefined();
  });
});

describeWithNix("unbound names beside Nix", () => {
  const texts = [
    ...[
      "x",
      "let x = 1; in y",
      "{ a = a; }",
      "rec { a = a; }",
      "{ inherit x; }",
      "x: y: [ x y z ]",
    ],
    ...[
      "with x; y",
      "with { }; y",
      "{ a ? b }: a",
      "{ a ? b, b }: a",
      "{ a ? s }@s: a",
      "let inherit x; in x",
    ],
    ...[
      "let { body = x; x = 1; }",
      "{ a = rec { x = 1; }; a.y = x; }",
      "{ a = { x = 1; }; a = rec { y = x; }; }",
    ],
    ...[
      "map",
      "filter",
      "__filter",
      "builtins.nope",
      "__nope",
      "toString nope",
      "a@{ b }: c",
      "rec { inherit a; }",
    ],
    ...[
      "let a = 1; in rec { inherit a; b = a; }",
      "{ ${x} = 1; }",
      '{ inherit "x y"; }',
      "x.y.z",
      "a: a.${b}",
    ],
    ...[
      "rec { a = { inherit b; }; b = 1; }",
      "{ r = rec { x = 1; b = rec { z = 1; }; }; r.b.c = [ x z ]; }",
    ],
    ...["{ a = rec { x = 1; }; a = { inherit y; }; }", "{ a = rec { x = y; }; a = { y = 1; }; }"],
    ...[
      "let a.b = 1; a.c = 2; in a.b",
      "or",
      "let or = 1; in [ or ]",
      "derivation",
      "fetchurl",
      "import ./x",
      "<x>",
    ],
  ];

  test("both find fault with the same texts", () => {
    const answers = parseTexts(texts);
    const nix = texts.map((text, index) => ({
      text,
      unbound: /undefined variable '"?(.*?)"?'/.exec(answers[index]?.message ?? "")?.[1],
      other: /undefined/.test(answers[index]?.message ?? "undefined") ? undefined : answers[index],
    }));
    for (const { text, unbound, other } of nix) {
      if (other) continue;
      const ours = understand(text).unbound.map(({ name }) => name);
      if (unbound === undefined) expect(ours, text).toEqual([]);
      else expect(ours, text).toContain(unbound);
    }
    expect(nix.filter(({ other }) => other).map(({ text }) => text)).toEqual([
      "or",
      "let or = 1; in [ or ]",
    ]);
  });
});
