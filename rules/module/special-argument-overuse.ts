import {
  attributesOf,
  constantKey,
  defineRule,
  unwrapped,
  type AnyAttrset,
  type AnyNode,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "special-argument-overuse",
  summary: "special arguments that hand over a whole set and parts of it as well",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["astlog:avoid-specialargs"],
  mentions: ["pecialArgs"],
  messages: {
    part: "`{part}` is handed to every module although `{whole}`, which holds it, is handed over too.",
    parts:
      "`{part}` and {count} more are handed to every module although `{whole}`, which holds them, is handed over too.",
  },
  docs: {
    why: "Two names for one thing: some modules take the short one, some go through the whole, and whoever renames or pins an input has to find both.",
    examples: [
      {
        bad: "{\n  outputs = { nixpkgs, ... }@inputs: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { inherit inputs; inherit (inputs) sops-nix; };\n      modules = [ ./web.nix ];\n    };\n  };\n}\n",
        good: "{\n  outputs = { nixpkgs, ... }@inputs: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { inherit inputs; };\n      modules = [ ./web.nix ];\n    };\n  };\n}\n",
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: "{\n  outputs = { self, nixpkgs, ... }@inputs: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { inherit inputs self; inherit (self) outputs; };\n      modules = [ ./web.nix ];\n    };\n  };\n}\n",
        path: "flake.nix",
        because: "the flake itself and its outputs are named on their own everywhere",
      },
      {
        good: '{\n  outputs = { nixpkgs, unstable, ... }@inputs: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { inherit inputs; unstable = import unstable { system = "x86_64-linux"; }; };\n      modules = [ ./web.nix ];\n    };\n  };\n}\n',
        path: "flake.nix",
        because: "it is made of an input, and is none",
      },
      {
        good: "{\n  outputs = { nixpkgs, sops-nix, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { inherit sops-nix; };\n      modules = [ ./web.nix ];\n    };\n  };\n}\n",
        path: "flake.nix",
        because: "only what is needed is handed over",
      },
    ],
  },
  visit: {
    binding({ attrpath, expression }, { semantics, tree, hasSyntaxError, report }) {
      const last = attrpath.attrs.at(-1);
      const key = last && constantKey(tree, last.row);
      if (hasSyntaxError || (key !== "specialArgs" && key !== "extraSpecialArgs")) return;
      const sets = literalSets(expression);
      const wholes = new Map<string, string>();
      for (const { name, source } of entriesOf(sets, semantics))
        if (source && wholeNames.has(name)) wholes.set(source, name);
      if (wholes.size === 0) return;
      const parts = entriesOf(sets, semantics).filter(
        ({ name, base }) => base !== undefined && wholes.has(base) && !ownNames.has(name),
      );
      const [first, ...others] = parts;
      if (!first) return;
      const data = { part: first.name, whole: wholes.get(first.base ?? "") ?? "" };
      const { at } = first;
      if (others.length === 0) report({ at, message: "part", data });
      else report({ at, message: "parts", data: { ...data, count: others.length } });
    },
  },
});

const wholeNames = new Set(["inputs", "self", "outputs", "flake-inputs", "flakeInputs"]);
/** What has a name of its own by custom. */
const ownNames = new Set([...wholeNames, "lib", "pkgs"]);

interface Entry {
  readonly name: string;
  readonly at: AnyNode;
  /** The binding of the file that it stands for as a whole. */
  readonly source: string | undefined;
  /** The binding of the file of which it is an attribute. */
  readonly base: string | undefined;
}

function literalSets(expression: Expression): readonly AnyAttrset[] {
  const node = unwrapped(expression);
  if (node.is("attrset_expression", "rec_attrset_expression")) return [node];
  return node.is("binary_expression") && node.operator === "//"
    ? [...literalSets(node.left), ...literalSets(node.right)]
    : [];
}

function entriesOf(sets: readonly AnyAttrset[], semantics: Semantics): readonly Entry[] {
  return sets.flatMap(attributesOf).flatMap(({ name, below, nameNode, definition, value }) => {
    if (below.length > 0) return [];
    if (definition.is("inherit_from"))
      return [
        {
          name,
          at: nameNode,
          source: undefined,
          base: bindingOf(definition.expression, semantics),
        },
      ];
    const node: AnyNode = value ? unwrapped(value) : nameNode;
    const selected = node.is("select_expression") && !node.default ? node : undefined;
    const isDirect =
      selected?.attrpath.attrs.length === 1 && !selected.attrpath.attrs.some(isOwnName);
    return [
      {
        name,
        at: nameNode,
        source: selected ? undefined : bindingOf(node, semantics),
        base: isDirect ? bindingOf(selected.expression, semantics) : formalOf(node, semantics),
      },
    ];
  });
}

function isOwnName({ text }: AnyNode): boolean {
  return ownNames.has(text);
}

/** What tells the bindings of the file apart. */
function bindingOf(node: AnyNode, semantics: Semantics): string | undefined {
  const resolution = semantics.resolve(node);
  return resolution?.kind === "bound" ? String(resolution.binding.id) : undefined;
}

/** Of a name taken out of an argument that has a name as a whole too (`{ x, … }@inputs`), the whole. */
function formalOf(node: AnyNode, semantics: Semantics): string | undefined {
  const resolution = semantics.resolve(node);
  if (resolution?.kind !== "bound" || resolution.binding.kind !== "formal") return undefined;
  const whole = semantics
    .bindingsOf(resolution.binding.owner)
    .find(({ kind }) => kind === "pattern-alias");
  return whole && String(whole.id);
}
