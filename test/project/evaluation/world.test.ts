import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  expectType,
  foldAttribute,
  setValue,
  type Folded,
  type FoldSite,
} from "../../../src/semantics/index.ts";
import type { World } from "../../../src/project/evaluation/index.ts";
import { plainValue, UNKNOWN } from "../../semantics/plain-value.ts";
import { makeWorld } from "./evaluate-in-world.ts";

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "nixaudit-world-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function importMain(texts: Readonly<Record<string, string>>): { world: World; value: Folded } {
  const world = makeWorld(root, texts);
  return { world, value: world.importPath(`${root}/main.nix`) };
}

function reasonOf(texts: Readonly<Record<string, string>>): string {
  const { world, value } = importMain(texts);
  const settled = world.limits.settle(value);
  return settled.known ? `known: ${settled.value.type}` : settled.reason;
}

describe("files", () => {
  test("give their value to each other, once each", () => {
    const { world, value } = importMain({
      "main.nix": "{ a = import ./lib { n = 2; }; b = (import ./data.nix).x; }",
      "lib/default.nix": "{ n }: [ n (import ../data.nix).x ]",
      "data.nix": "{ x = 1; }",
    });
    expect(plainValue(value)).toEqual({ a: [2, 1], b: 1 });
    expect(world.importPath(`${root}/data.nix`)).toBe(world.importPath(`${root}/data.nix`));
  });

  test.each<readonly [string, Readonly<Record<string, string>>, string | RegExp]>([
    [
      "in a circle",
      { "main.nix": "import ./b.nix", "b.nix": "import ./main.nix" },
      "refers to itself",
    ],
    ["that are not there", { "main.nix": "import ./gone.nix" }, "`gone.nix` does not exist"],
    [
      "outside of the tree",
      { "main.nix": "import ../up.nix" },
      /^`.*\/up\.nix` lies outside of the tree$/,
    ],
    [
      "with a syntax error",
      { "main.nix": "import ./b.nix", "b.nix": "{ a = ; }" },
      "`b.nix` has a syntax error",
    ],
    ["that are empty", { "main.nix": "" }, /syntax error|empty/],
    [
      "read from outside",
      { "main.nix": "builtins.readFile /etc/passwd" },
      "`/etc/passwd` lies outside of the tree",
    ],
    ["listed outside", { "main.nix": "builtins.readDir ../../.." }, /lies outside of the tree$/],
    ["of the environment", { "main.nix": 'builtins.getEnv "HOME"' }, "environment variable `HOME`"],
  ])("%s say why they have none", (_, texts, reason) => {
    expect(reasonOf(texts)).toMatch(reason instanceof RegExp ? reason : new RegExp(`^${reason}$`));
  });

  test("that import themselves without end stay within bounds", () => {
    expect(reasonOf({ "main.nix": "let f = n: f (n + 1); in f 0" })).toBe("nested too deep");
    expect(reasonOf({ "main.nix": "let f = n: 1 + f (n + 1); in f 0" })).toBe("nested too deep");
    const wide = "let f = n: if n == 0 then 1 else f (n - 1) + f (n - 1); in f 60";
    expect(reasonOf({ "main.nix": wide })).toBe("too much to work out");
  });

  test("nested without end are an answer, also in libraries", () => {
    const { world } = importMain({ "main.nix": "1" });
    const lib = setValue(new Map([["lib", world.named("lib")]]));
    const text = "{ lib }: let x = { a = lib.recursiveUpdate x x; }; in x.a.a.a";
    const other = makeWorld(root, { "main.nix": text });
    const callee = expectType(other.importPath(`${root}/main.nix`), "function");
    const answer = callee.known ? other.limits.settle(callee.value.call(lib)) : callee;
    expect(answer.known ? answer.value.type : answer.reason).toMatch(/set|itself|deep|much/);
  });
});

describe("what comes from elsewhere", () => {
  const call = (text: string): Folded => {
    const { world, value } = importMain({ "main.nix": `{ inputs }: ${text}` });
    const names = ["nixpkgs", "other"].map((name): [string, Folded] => [
      name,
      world.named(`inputs.${name}`),
    ]);
    const inputs = setValue(new Map([["inputs", setValue(new Map(names))]]));
    const callee = expectType(value, "function");
    return callee.known ? world.limits.settle(callee.value.call(inputs)) : callee;
  };
  const originOf = (folded: Folded): string | undefined =>
    folded.known ? undefined : folded.origin;

  test("goes by its name", () => {
    expect(originOf(call("inputs.other.nixosModules.default"))).toBe(
      "inputs.other.nixosModules.default",
    );
    expect(originOf(call('"${inputs.nixpkgs}/nixos/modules"'))).toBe(
      "inputs.nixpkgs/nixos/modules",
    );
    expect(originOf(call('inputs.other + "/x.nix"'))).toBe("inputs.other/x.nix");
  });

  test("keeps what it is called with", () => {
    const made = call('inputs.nixpkgs.lib.nixosSystem { system = "x"; modules = [ 1 ]; }');
    expect(originOf(made)).toBeUndefined();
    expect(made.known ? "known" : originOf(made.call?.callee ?? made)).toBe(
      "inputs.nixpkgs.lib.nixosSystem",
    );
    expect(made.known || !made.call ? UNKNOWN : plainValue(made.call.argument)).toEqual({
      system: "x",
      modules: [1],
    });
  });

  test("leaves what is known of sets and lists, with the reason for the rest", () => {
    const list = call("[ 1 ] ++ inputs.other.lib.more 2");
    expect(list.known && list.value.type === "list" && list.value.isComplete).toBe(false);
    expect(list.known && list.value.type === "list" && list.value.gaps?.[0]?.reason).toBe(
      "call of `inputs.other.lib.more`",
    );
    const choice = call("if inputs.other.flag then 1 else 2");
    expect(choice.known ? [] : choice.alternatives?.map((one) => plainValue(one))).toEqual([1, 2]);
  });

  test("never stands for a known value", () => {
    expect(call("inputs.other.x == 1").known).toBe(false);
    expect(call("inputs.other ? x").known).toBe(false);
    expect(call("builtins.length (inputs.other.list ++ [ 1 ])").known).toBe(false);
    expect(call("({ a = 1; } // inputs.other.set).a").known).toBe(false);
    expect(plainValue(call("(inputs.other.set // { a = 1; }).a"))).toBe(1);
  });
});

describe("places", () => {
  function siteOf(folded: Folded, world: World): string {
    const site: FoldSite | undefined = world.siteOf(folded);
    if (!site) return "nowhere";
    const text = world.tree.open(site.path)?.source.slice(site.span.start, site.span.end);
    return `${world.tree.relative(site.path)}: ${text}`;
  }

  test("of elements, attributes and values from other files are known", () => {
    const { world, value } = importMain({
      "main.nix":
        '{ list = [ ./a.nix (import ./b.nix) ] ++ map (n: ./. + n) [ "/c" ]; far = import ./b.nix; }',
      "b.nix": "{ b = 1; }",
    });
    const list = expectType(foldAttribute(value, "list", world.limits), "list");
    expect(list.known && list.value.elements.map((element) => siteOf(element, world))).toEqual([
      "main.nix: ./a.nix",
      "main.nix: (import ./b.nix)",
      "main.nix: ./. + n",
    ]);
    const far = foldAttribute(value, "far", world.limits);
    expect(siteOf(far, world)).toBe("main.nix: far");
    expect(world.tree.relative(world.valueSiteOf(far)?.path ?? "")).toBe("b.nix");
  });
});
