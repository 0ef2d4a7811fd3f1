import {
  constantKey,
  defineProjectRule,
  isSamplePath,
  isTestPath,
  type AnyNode,
  type Attribute,
  type OpenFile,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "unused-special-argument",
  summary: "a special argument that no module takes",
  category: "dead-code",
  severity: "info",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    unused: "No file of the project takes the argument `{name}`.",
  },
  docs: {
    why: "Every module gets it, and whoever reads the flake looks for the one that needs it. Often it is what a module left behind that is gone.",
    examples: [
      {
        path: "flake.nix",
        bad: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { port = 80; domain = "example.org"; };\n      modules = [ ./web.nix ];\n    };\n  };\n}\n',
        good: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { domain = "example.org"; };\n      modules = [ ./web.nix ];\n    };\n  };\n}\n',
        files: { "web.nix": "{ domain, ... }:\n{\n  networking.domain = domain;\n}\n" },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { port = 80; };\n      modules = [ ./web.nix ];\n    };\n  };\n}\n",
        because: "a module takes it out of the set of its arguments",
        files: {
          "web.nix": "{ ... }@args:\n{\n  services.nginx.defaultHTTPListenPort = args.port;\n}\n",
        },
      },
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }@inputs: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { inherit inputs; };\n      modules = [ inputs.disko.nixosModules.disko ];\n    };\n  };\n}\n",
        because: "a module from outside may take it",
      },
    ],
    whenNotToUse:
      "Where modules of another repository, named here only through an input, take arguments of this one.",
  },
  check(project, { report }) {
    if (!project.isWhole) return;
    const given: { readonly path: string; readonly name: string; readonly node: Attribute }[] = [];
    for (const { path, role } of project.files.values()) {
      if (role === "package" || isTestPath(path) || isSamplePath(path)) continue;
      if (!textOf(project, path).includes("pecialArgs")) continue;
      const file = project.open(path);
      if (!file || file.hasSyntaxError) continue;
      for (const argument of argumentsGivenIn(file)) given.push({ path, ...argument });
    }
    const names = new Set(
      given.map(({ name }) => name).filter((name) => !/^(?:inputs|self)$/.test(name)),
    );
    if (names.size === 0) return;
    for (const path of project.files.keys()) {
      for (const name of namesTaken(project, path, names)) names.delete(name);
      if (names.size === 0) return;
    }
    for (const { path, name, node } of given) {
      if (!names.has(name)) continue;
      const at = { path, span: { start: node.start, end: node.end } };
      report({ at, message: "unused", data: { name } });
    }
  },
});

/** The names in `specialArgs = { … }` and its like, each with where it stands. */
function argumentsGivenIn({
  tree,
}: OpenFile): readonly { readonly name: string; readonly node: Attribute }[] {
  return tree.nodesOfKind("binding").flatMap((binding) => {
    const last = binding.attrpath.attrs.at(-1);
    const key = last && constantKey(tree, last.row);
    const { expression } = binding;
    if (key !== "specialArgs" && key !== "extraSpecialArgs") return [];
    if (!expression.is("attrset_expression")) return [];
    return (expression.bindingSet?.bindings ?? []).flatMap((entry) => {
      const nodes = entry.is("binding")
        ? entry.attrpath.attrs.slice(0, 1)
        : (entry.attrs?.attrs ?? []);
      return nodes.flatMap((node) => {
        const name = constantKey(tree, node.row);
        return name === undefined ? [] : [{ name, node }];
      });
    });
  });
}

/** The names that the file takes as an argument, or selects from something, or that stand in an `inherit` from something. */
function namesTaken(project: Project, path: string, names: ReadonlySet<string>): readonly string[] {
  const text = textOf(project, path);
  const mentioned = [...names].filter((name) => text.includes(name));
  if (mentioned.length === 0) return [];
  const file = project.open(path);
  if (!file || file.hasSyntaxError) return mentioned;
  const { tree } = file;
  const taken = new Set<string>();
  for (const { name } of tree.nodesOfKind("formal")) taken.add(name.text);
  for (const { attrpath } of tree.nodesOfKind("select_expression")) addAll(attrpath.attrs);
  for (const { attrs } of tree.nodesOfKind("inherit_from")) addAll(attrs?.attrs ?? []);
  // Under a `with` of the arguments, or in a text, it may be meant as well.
  const isOpen = tree.nodesOfKind("with_expression").length > 0;
  const isGiving = text.includes("pecialArgs");
  return mentioned.filter((name) => taken.has(name) || (isOpen && !isGiving));

  function addAll(nodes: readonly AnyNode[]): void {
    for (const node of nodes) taken.add(constantKey(tree, node.row) ?? "");
  }
}

function textOf(project: Project, path: string): string {
  const bytes = project.readText(path)?.bytes;
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1") : "";
}
