import { describe, expect, test } from "vitest";
import { flakeOf } from "./tree.ts";

const inputs = `inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    a.url = "github:o/a";
    b.url = "github:o/b";
    parts.url = "github:hercules-ci/flake-parts";
  };`;

type Texts = Readonly<Record<string, string>>;

function usesIn(outputs: string, others: Texts = {}): { used: string[]; whole: string[] } {
  const flake = flakeOf({ "flake.nix": `{ ${inputs} outputs = ${outputs}; }`, ...others });
  return {
    used: [...flake.inputUses.keys()].toSorted(),
    whole: [...new Set(flake.wholeInputUses.map(({ kind }) => kind))],
  };
}

const host = (specialArgs: string): string =>
  `{ nixpkgs, ... }@inputs: { nixosConfigurations.h = nixpkgs.lib.nixosSystem { ${specialArgs} modules = [ ./h.nix ]; }; }`;

const seen: readonly [string, readonly string[], string, Texts?][] = [
  ["an argument", ["a"], "{ self, a, b }: { x = a; }"],
  ["a selection", ["a"], "inputs: { x = inputs.a.lib; }"],
  ["a quoted key", ["a"], `inputs: { x = inputs."a" or inputs.\${"b-"}; }`],
  ["a name of one's own", ["a"], "all: { x = all.a; }"],
  ["an alias beside the formals", ["a"], "{ self, ... }@all: { x = all.a; }"],
  ["inherit from", ["a", "b"], "inputs: { inherit (inputs) a b; }"],
  ["with", ["a"], "inputs: with inputs; { x = a.lib; y = builtins.map; }"],
  ["a test for being there", ["a"], "inputs: { x = inputs ? a; }"],
  ["self.inputs", ["a"], "{ self, ... }: { x = self.inputs.a; }"],
  ["a let name for all", ["a"], "inputs: let i = inputs; in { x = i.a; }"],
  ["part of a string", ["a"], 'inputs: { x = "${inputs.a}/x"; }'],
  ["a local function", ["a"], "inputs: let f = all: all.a; in { x = f inputs; }"],
  ["its second argument", ["a"], "inputs: let f = x: { a, ... }: a; in { x = f 1 inputs; }"],
  ["removeAttrs", ["a"], "inputs: let i = removeAttrs inputs [ ]; in { x = i.a; }"],
  [
    "inputs as specialArgs, three files away",
    ["a", "nixpkgs"],
    host("specialArgs = { inherit inputs; };"),
    {
      "h.nix": "{ imports = [ ./m.nix ]; }",
      "m.nix": "{ imports = [ ./n.nix ]; }",
      "n.nix": "{ inputs, ... }: { x = inputs.a.packages; }",
    },
  ],
  [
    "under another name",
    ["a", "nixpkgs"],
    host("specialArgs.flakes = inputs;"),
    { "h.nix": "{ flakes, ... }: { x = flakes.a; }" },
  ],
  [
    "under another name of a let, inherited",
    ["a", "nixpkgs"],
    "{ nixpkgs, ... }@all: let inputz = all; in nixpkgs.lib.nixosSystem { specialArgs = { inherit inputz; }; modules = [ ./h.nix ]; }",
    { "h.nix": "{ inputz, ... }: { x = inputz.a; }" },
  ],
  [
    "each input as an argument of modules",
    ["a", "nixpkgs"],
    host("specialArgs = inputs // { x = 1; };"),
    { "h.nix": "{ a, lib, ... }: { imports = [ a.nixosModules.default ]; }" },
  ],
  [
    "each input, by a let name",
    ["b", "nixpkgs"],
    "{ nixpkgs, ... }@inputs: let specialArgs = inputs; in nixpkgs.lib.nixosSystem { inherit specialArgs; modules = [ ./h.nix ]; }",
    { "h.nix": "args: { x = args.b; }" },
  ],
  [
    "an imported function of the inputs",
    ["a"],
    "inputs: { x = import ./x inputs; }",
    { "x/default.nix": "{ self, a, ... }: a" },
  ],
  [
    "an imported function, curried",
    ["b"],
    "inputs: { x = import ./x.nix 1 inputs; }",
    { "x.nix": "n: all: all.b" },
  ],
  ["outputs in a file", ["a"], "import ./outputs.nix", { "outputs.nix": "{ self, a, ... }: a" }],
  [
    "a file of outputs that imports on",
    ["b"],
    "args: import ./outputs.nix args",
    {
      "outputs.nix": "{ self, ... }@all: import ./x.nix { inputs = all; }",
      "x.nix": "{ inputs }: inputs.b",
    },
  ],
  [
    "a loop over hosts by flake-parts, with inputs'",
    ["a", "nixpkgs", "parts"],
    "inputs: inputs.parts.lib.mkFlake { inherit inputs; } { imports = [ ./p.nix ]; }",
    { "p.nix": "{ perSystem = { inputs', ... }: { packages.x = inputs'.a.packages.x; }; }" },
  ],
  [
    "an overlay that takes inputs",
    ["b"],
    "inputs: { overlays.default = import ./overlay.nix { inherit inputs; }; }",
    { "overlay.nix": "{ inputs }: final: prev: { x = inputs.b.packages.${prev.system}.x; }" },
  ],
  [
    "a file that reads flake.lock",
    ["a"],
    "_: { x = 1; }",
    {
      "shell.nix": `let l = builtins.fromJSON (builtins.readFile ./flake.lock); in fetchTarball l.nodes.a.locked.url`,
    },
  ],
];

const hiding: readonly [string, string, Texts?][] = [
  ["a computed name", 'inputs: { x = map (n: inputs.${n}) [ "a" ]; }'],
  ["a loop over all", "inputs: { x = builtins.mapAttrs (n: v: v.packages) inputs; }"],
  ["an unknown function", "inputs: { x = inputs.a.lib.mk inputs; }"],
  ["another flake's frame", "inputs: inputs.a.lib.mkFlake { inherit inputs; src = ./.; }"],
  ["a missing file", "inputs: { x = import ./gone.nix { inherit inputs; }; }"],
  ["a list", "inputs: { x = [ inputs ]; }"],
];

describe("uses of flake inputs", () => {
  test.each(seen)("%s", (_name, used, outputs, others) => {
    expect(usesIn(outputs, others)).toEqual({ used, whole: [] });
  });

  test.each(hiding)("what cannot be seen through hides the uses: %s", (_name, outputs, others) => {
    expect(usesIn(outputs, others).whole).toEqual(["unknown"]);
  });

  test("the registry needs none of what it lists", () => {
    const registry = `{ inputs, lib, ... }: let flakes = lib.filterAttrs (_: lib.isType "flake") inputs; in {
      nix.registry = lib.mapAttrs (_: flake: { inherit flake; }) flakes;
      nix.settings.nix-path = lib.mapAttrsToList (n: _: "\${n}=flake:\${n}") flakes;
    }`;
    expect(usesIn(host("specialArgs = { inherit inputs; };"), { "h.nix": registry })).toEqual({
      used: ["nixpkgs"],
      whole: ["registry"],
    });
  });

  test.each([
    ["an argument that nothing reads", "{ self, a, ... }: { x = 1; }"],
    ["an option of the same name", "_: { programs.a.enable = true; }"],
    ["a list that is called inputs", "_: let inputs = [ 1 ]; in { x = inputs; }"],
    ["text", '_: { x = "inputs.a"; /* inputs.b */ }'],
    ["an option that is called inputs", "_: { x = { cfg }: cfg.inputs; }"],
  ])("no use: %s", (_name, outputs) => {
    expect(usesIn(outputs)).toEqual({ used: [], whole: [] });
  });

  test("the files of another flake are its own", () => {
    const flake = flakeOf({
      "sub/flake.nix": `{ ${inputs} outputs = { self, ... }@inputs: { x = import ./x.nix { inherit inputs; }; }; }`,
      "sub/x.nix": "{ inputs }: inputs.a",
      "y.nix": "{ inputs, ... }: inputs.b",
    });
    expect([...flake.inputUses.keys()]).toEqual(["a"]);
  });

  test("places are exact", () => {
    const text = `{ ${inputs} outputs = inputs: { x = inputs.a.lib; }; }`;
    const [place] = flakeOf({ "flake.nix": text }).inputUses.get("a") ?? [];
    expect(place?.path).toBe("flake.nix");
    expect(place?.span.start).toBe(text.indexOf("inputs.a") + "inputs.".length);
  });
});
