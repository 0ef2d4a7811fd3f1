import {
  attributesOf,
  defineRule,
  flakeSet,
  hasComputedKey,
  isFlakeFile,
  isSamplePath,
  listNames,
  Type,
  unwrapped,
  type AnyAttrset,
  type Expression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "missing-flake-output",
  summary: "a flake without a customary output",
  category: "flake",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: {
    outputs:
      "This flake builds something and has none of {names}: `nix flake check`, `nix fmt` and `nix develop` have nothing to do.",
    description: "This flake has no `description`: `nix flake metadata` can't say what it is.",
  },
  options: Type.Object({
    required: Type.Array(Type.String(), {
      default: ["checks", "formatter", "devShells"],
      description: "Outputs of which a flake should have one at least.",
    }),
  }),
  docs: {
    why: "Checks tell what breaks before it is deployed, a formatter keeps changes readable, and a shell has the tools that the repository needs: each is what others look for under its customary name.",
    examples: [
      {
        bad: '{\n  description = "hosts";\n  outputs = { nixpkgs, ... }: { nixosConfigurations.a = nixpkgs.lib.nixosSystem { }; };\n}\n',
        good: '{\n  description = "hosts";\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.a = nixpkgs.lib.nixosSystem { };\n    formatter.x86_64-linux = nixpkgs.legacyPackages.x86_64-linux.nixfmt;\n  };\n}\n',
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: '{ description = "x"; outputs = inputs: inputs.parts.lib.mkFlake { inherit inputs; } { flake.nixosConfigurations = { }; }; }\n',
        path: "flake.nix",
        because: "what a function makes of it is not known",
      },
      {
        good: '{ description = "x"; outputs = { self }: { lib = import ./lib; }; }\n',
        path: "flake.nix",
        because: "it has nothing to build",
      },
    ],
  },
  mentions: ["outputs"],
  visit: {
    source_code(_node, { path, tree, hasSyntaxError, options, report }) {
      if (!isFlakeFile(path) || isSamplePath(path) || hasSyntaxError) return;
      const set = flakeSet(tree);
      const outputs = set && attributesOf(set).find(({ name }) => name === "outputs");
      const made =
        outputs?.value && outputs.below.length === 0 ? outputSet(outputs.value) : undefined;
      if (!outputs || !made || hasComputedKey(made)) return;
      const names = new Set(attributesOf(made).map(({ name }) => name));
      if (![...names].some((name) => built.has(name))) return;
      const { required } = options;
      if (required.length > 0 && !required.some((name) => names.has(name)))
        report({ at: outputs.nameNode, message: "outputs", data: { names: listNames(required) } });
      if (!attributesOf(set).some(({ name }) => name === "description"))
        report({ at: outputs.nameNode, message: "description" });
    },
  },
});

const built = new Set([
  "nixosConfigurations",
  "darwinConfigurations",
  "homeConfigurations",
  "packages",
  "defaultPackage",
]);

/** The literal set that `outputs` gives; undefined where it is made by a call or merged with something. */
function outputSet(outputs: Expression): AnyAttrset | undefined {
  let node = unwrapped(outputs);
  while (node.is("function_expression", "let_expression", "with_expression", "assert_expression"))
    node = unwrapped(node.body);
  return node.is("attrset_expression", "rec_attrset_expression") ? node : undefined;
}
