import { describe, expect, test } from "vitest";
import { flakeOf, flakesOf } from "./tree.ts";

const spellings = {
  nested: `{ inputs = { a = { url = "github:o/a"; flake = false; inputs = { b = { follows = "c"; }; }; }; c.url = "github:o/c"; }; outputs = _: { }; }`,
  dotted: `{ inputs.a.url = "github:o/a"; inputs.a.flake = false; inputs.a.inputs.b.follows = "c"; inputs.c.url = "github:o/c"; outputs = _: { }; }`,
  mixed: `{ inputs.a = { url = "github:o/a"; flake = false; }; inputs.a.inputs.b.follows = "c"; inputs = { c.url = "github:o/c"; }; outputs = _: { }; }`,
  quoted: `{ "inputs"."a"."url" = "github:o/a"; inputs."a" = { "flake" = false; inputs.\${"b"}.follows = "c"; }; inputs."c".url = ''github:o/c''; outputs = _: { }; }`,
  "address literals": `{ inputs.a = { url = github:o/a; flake = (false); inputs.b.follows = "c"; }; inputs.c.url = (github:o/c); outputs = _: { }; }`,
  "rec, after outputs": `rec { outputs = _: { }; inputs = rec { a = { url = "github:o/a"; flake = false; inputs.b.follows = "c"; }; c.url = "github:o/c"; }; }`,
};

describe("inputs of a flake.nix", () => {
  test.each(Object.entries(spellings))("%s", (_name, text) => {
    const { inputs, hasUnknownInputs } = flakeOf({ "flake.nix": text });
    expect(hasUnknownInputs).toBe(false);
    const [a, c] = inputs;
    expect(inputs.map(({ name }) => name)).toEqual(["a", "c"]);
    expect(a).toMatchObject({ url: "github:o/a", isFlake: false });
    expect(a?.follows.map(({ input, target }) => [input, target])).toEqual([["b", "c"]]);
    expect(c).toMatchObject({ url: "github:o/c", isFlake: true, follows: [] });
    const slice = (place = a?.place): string =>
      Buffer.from(text).subarray(place?.span.start, place?.span.end).toString();
    expect(slice().replaceAll('"', "")).toBe("a");
    expect(slice(a?.urlPlace).replaceAll('"', "")).toBe("github:o/a");
    expect(slice(a?.follows[0]?.place)).toBe('"c"');
  });

  test("attributes, aliases, follows of follows, empty follows, and inputs without anything", () => {
    const text = `{
      inputs = {
        a = { type = "git"; url = "https://example.org/a"; ref = "main"; submodules = true; };
        b.follows = "a/nixpkgs";
        c = { };
        d.inputs.e.inputs.f.follows = "";
        e.url = ./e;
      };
      outputs = { self, a, ... }@inputs: { x = a; };
    }`;
    const flake = flakeOf({ "flake.nix": text });
    const [a, b, c, d, e] = flake.inputs;
    expect(a?.attributes).toEqual({ type: "git", ref: "main", submodules: "true" });
    expect(b).toMatchObject({ alias: "a/nixpkgs" });
    expect(c).toMatchObject({ name: "c", attributes: {}, follows: [] });
    expect(d?.follows).toMatchObject([{ input: "e/f", target: "" }]);
    expect(e?.url).toBe("./e");
    expect(flake.outputArguments).toEqual(["self", "a"]);
  });

  test.each([
    ["computed names", `{ inputs.\${x}.url = "a"; outputs = _: { }; }`],
    ["an inherited set", `{ inputs = { inherit (x) a; }; outputs = _: { }; }`],
    ["a call", `{ inputs = import ./inputs.nix; outputs = _: { }; }`],
    ["no set", `let x = 1; in { inputs = { }; outputs = _: { }; }`],
    ["a syntax error", `{ inputs.a.url = ; outputs = _: { }; }`],
  ])("what cannot be known is said: %s", (_name, text) => {
    expect(flakeOf({ "flake.nix": text }).hasUnknownInputs).toBe(true);
  });

  test("interpolated addresses are not guessed", () => {
    const text = `{ inputs.a.url = "github:o/\${x}"; outputs = _: { }; }`;
    expect(flakeOf({ "flake.nix": text }).inputs[0]).not.toHaveProperty("url");
  });

  test("the flake at the root comes first", () => {
    const text = "{ outputs = _: { }; }";
    const flakes = flakesOf({ "a/flake.nix": text, "flake.nix": text, "a/b/flake.nix": text });
    expect(flakes.map(({ path }) => path)).toEqual(["flake.nix", "a/flake.nix", "a/b/flake.nix"]);
  });

  test("sets nested deep do not end in an overflow", () => {
    const text = `{ inputs = ${"{ a = ".repeat(2000)}{ }${"; }".repeat(2000)}; }`;
    expect(flakeOf({ "flake.nix": text }).inputs).toBeDefined();
  });
});
