import {
  constantKey,
  defineRule,
  isFlakeFile,
  Type,
  unwrapped,
  type AnyAttrset,
  type AnyNode,
  type AttributeBinding,
  type Expression,
  type SyntaxTree,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "oversized-inline-module",
  summary: "a module body inside flake.nix",
  category: "flake",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    large:
      "This module in flake.nix sets {count} options: in a file of its own it could be found, imported and tested.",
    repeated: "This module stands {count} times in flake.nix, token for token: name it once.",
  },
  options: Type.Object({
    attributes: Type.Integer({
      default: 10,
      minimum: 1,
      description: "How many options a module in flake.nix may set.",
    }),
  }),
  docs: {
    why: "flake.nix says what there is and how it hangs together. Configuration in between hides that, belongs to one host without saying so, and cannot be imported by another.",
    examples: [
      {
        bad: `{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.web = nixpkgs.lib.nixosSystem {
      modules = [
        {
          time.timeZone = "UTC";
          services.nginx.enable = true;
          networking.firewall.allowedTCPPorts = [ 80 443 ];
        }
      ];
    };
  };
}
`,
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./hosts/web ];\n    };\n  };\n}\n",
        path: "flake.nix",
        options: { attributes: 2 },
      },
    ],
    traps: [
      {
        good: `{
  outputs = { nixpkgs, hm, ... }: {
    nixosConfigurations.web = nixpkgs.lib.nixosSystem {
      modules = [
        {
          networking.hostName = "web";
          nixpkgs.config.allowUnfree = true;
          nixpkgs.overlays = [ hm.overlays.default ];
          home-manager = { useGlobalPkgs = true; useUserPackages = true; users.me = ./home.nix; };
          system.stateVersion = "26.05";
        }
      ];
    };
  };
}
`,
        path: "flake.nix",
        options: { attributes: 1 },
        because: "what ties a host to the flake belongs there",
      },
    ],
    whenNotToUse: "In a flake that is one host in one file on purpose.",
  },
  mentions: ["outputs"],
  visit: {
    source_code(_node, { path, tree, options, report }) {
      if (!isFlakeFile(path)) return;
      const byTokens = new Map<string, AnyAttrset[]>();
      for (const set of inlineModules(tree)) {
        const count = countDefinitions(set);
        if (count > options.attributes)
          report({ at: firstKey(set), message: "large", data: { count } });
        const tokens = tokensOf(set);
        if (tokens.length <= fewTokens) continue;
        const text = tokens.join(" ");
        const known = byTokens.get(text);
        if (known) known.push(set);
        else byTokens.set(text, [set]);
      }
      for (const [first, ...others] of byTokens.values()) {
        if (!first || others.length === 0) continue;
        report({
          at: firstKey(first),
          message: "repeated",
          data: { count: others.length + 1 },
          related: others
            .slice(0, 10)
            .map((other) => ({ at: firstKey(other), message: "the same again" })),
        });
      }
    },
  },
});

/** Shorter ones are not worth a name. */
const fewTokens = 20;

/** What ties a host to its flake. */
const glue =
  /^(?:_module|specialArgs|imports|nixpkgs|home-manager|networking\.hostName|system\.(?:stateVersion|configurationRevision)|nix\.(?:registry|nixPath))(?:\.|$)/;

/** The literal modules in lists named `modules` or `imports`. */
function inlineModules(tree: SyntaxTree): readonly AnyAttrset[] {
  return tree.nodesOfKind("list_expression").flatMap((list) => {
    const binding = bindingOfList(list);
    const key = binding?.attrpath.attrs.at(-1);
    const name = key && constantKey(tree, key.row);
    if (name !== "modules" && name !== "imports") return [];
    return list.elements.flatMap((element) => moduleSet(element) ?? []);
  });
}

/** The binding that a list is the value of, or a part of the value: `[ … ] ++ x`. */
function bindingOfList(node: AnyNode): AttributeBinding | undefined {
  let at = node.parent;
  while (at?.is("binary_expression", "parenthesized_expression", "let_expression")) at = at.parent;
  return at?.is("binding") ? at : undefined;
}

function moduleSet(element: Expression): AnyAttrset | undefined {
  let node = unwrapped(element);
  while (node.is("function_expression", "let_expression", "with_expression"))
    node = unwrapped(node.body);
  return node.is("attrset_expression", "rec_attrset_expression") ? node : undefined;
}

function countDefinitions(module: AnyAttrset): number {
  let count = 0;
  const waiting: { readonly set: AnyAttrset; readonly path: string }[] = [
    { set: module, path: "" },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const binding of next.set.bindingSet?.bindings ?? []) {
      if (binding.kind !== "binding") {
        count += binding.attrs?.attrs.length ?? 0;
        continue;
      }
      const path = `${next.path}${binding.attrpath.text}`.replace(/^config\./, "");
      if (glue.test(path)) continue;
      const value = unwrapped(binding.expression);
      if (value.is("attrset_expression", "rec_attrset_expression") && value.bindingSet)
        waiting.push({ set: value, path: `${path}.` });
      else count += 1;
    }
  }
  return count;
}

function firstKey(set: AnyAttrset): AnyNode {
  const first = set.bindingSet?.bindings[0];
  return first?.is("binding") ? first.attrpath : (first ?? set);
}

function tokensOf({ tree, row }: AnyAttrset): readonly string[] {
  const tokens: string[] = [];
  for (let at = row; at < tree.subtreeEndOf(row); at += 1)
    if (tree.subtreeEndOf(at) === at + 1 && tree.kindNameOf(at) !== "comment")
      tokens.push(tree.source.slice(tree.startOf(at), tree.endOf(at)));
  return tokens;
}
