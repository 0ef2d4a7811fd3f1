import {
  constantKey,
  defineProjectRule,
  isSamplePath,
  isTestPath,
  overlaysOf,
  staticPathOf,
  type AnyNode,
  type ApplyExpression,
  type Expression,
  type OpenFile,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "nixpkgs-reimport",
  summary: "nixpkgs evaluated again inside of a module or package",
  category: "performance",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["astlog:import-nixpkgs-once"],
  messages: {
    module: "nixpkgs is evaluated once more here, for each of {count} hosts.",
    host: "nixpkgs is evaluated once more here, for `{host}`.",
    package: "nixpkgs is evaluated once more here, wherever this package is called.",
  },
  docs: {
    why: "Each import of nixpkgs costs a second and some hundred megabytes at every evaluation, and it knows nothing of the overlays and the configuration of the host: the same package then exists in two versions.",
    examples: [
      {
        path: "flake.nix",
        bad: "{\n  outputs = { nixpkgs, ... }@inputs: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ./web.nix ]; };\n  };\n}\n",
        good: "{\n  outputs = { nixpkgs, ... }@inputs: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ]; };\n  };\n}\n",
        files: {
          "web.nix":
            '{ inputs, ... }:\n{\n  environment.systemPackages = [ (import inputs.nixpkgs { system = "x86_64-linux"; }).hello ];\n}\n',
        },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: '{\n  outputs = { nixpkgs, nixpkgs-unstable, ... }@inputs: let\n    unstable = import nixpkgs-unstable { system = "x86_64-linux"; };\n  in {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs unstable; }; modules = [ ./web.nix ]; };\n  };\n}\n',
        because: "the flake imports a second release once and passes it on",
        files: {
          "web.nix":
            "{ unstable, ... }:\n{\n  environment.systemPackages = [ unstable.hello ];\n}\n",
        },
      },
    ],
    references: ["https://zimbatm.com/notes/1000-instances-of-nixpkgs"],
  },
  check(project, { report }) {
    const inFlakes = new Set(
      project.hosts.filter(({ root, place }) => root === place.path).map(({ name }) => name),
    );
    for (const { path, role } of project.files.values()) {
      if ((role !== "module" && role !== "package") || isAside(path)) continue;
      const hosts = project.hostsOf(path).filter((name) => !inFlakes.has(name));
      const isPackage = project.graph.to(path).some(({ kind }) => kind === "package");
      if ((hosts.length === 0 && !isPackage) || !mayImport(project, path)) continue;
      const file = project.open(path);
      if (!file) continue;
      for (const node of importsOfNixpkgs(file)) {
        const at = { path, span: { start: node.start, end: node.end } };
        const [host] = hosts;
        if (isPackage) report({ at, message: "package" });
        else if (hosts.length > 1)
          report({ at, message: "module", data: { count: hosts.length }, hosts });
        else if (host !== undefined) report({ at, message: "host", data: { host }, hosts });
      }
    }
  },
});

function isAside(path: string): boolean {
  return (
    isTestPath(path) || isSamplePath(path) || /(?:^|\/)(?:shell|release|ci|flake)\.nix$/.test(path)
  );
}

function mayImport(project: Project, path: string): boolean {
  const bytes = project.readText(path)?.bytes;
  if (!bytes) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return text.includes("nixpkgs") && text.includes("import");
}

/** The calls `import nixpkgs`, without the arguments that they are given. */
function importsOfNixpkgs(file: OpenFile): readonly ApplyExpression[] {
  const { tree, semantics } = file;
  const overlays = overlaysOf(semantics).map(({ node }) => node);
  return tree
    .nodesOfKind("apply_expression")
    .filter(
      (node) =>
        semantics.originOf(unwrap(node.function)) === "builtins.import" &&
        isNixpkgs(unwrap(node.argument), file) &&
        !overlays.some(({ start, end }) => start <= node.start && node.end <= end) &&
        !isPassedOn(node),
    );
}

function isNixpkgs(node: Expression, { tree, semantics }: OpenFile): boolean {
  if (node.kind === "spath_expression") return node.text === "<nixpkgs>";
  if (node.kind === "variable_expression") {
    const resolution = semantics.resolve(node);
    const isGiven = resolution?.kind === "bound" && /formal|argument/.test(resolution.binding.kind);
    return isGiven && nixpkgsName.test(node.text);
  }
  if (node.kind !== "select_expression") return false;
  const base = unwrap(node.expression);
  const last = node.attrpath.attrs.at(-1);
  return (
    base.kind === "variable_expression" &&
    /^(?:inputs|sources|self|flake|pins|npins)$/.test(base.text) &&
    nixpkgsName.test((last && constantKey(tree, last.row)) ?? "")
  );
}

const nixpkgsName = /^(?:nixpkgs(?:[-_][\w-]+)?|[\w-]+[-_]nixpkgs)$/;

/** Whether what is imported is given to all other modules, or is what the host itself builds of. */
function isPassedOn(node: AnyNode): boolean {
  for (let at: AnyNode | undefined = node.parent; at; at = at.parent) {
    if (!at.is("binding")) continue;
    const keys = staticPathOf(at.attrpath) ?? [];
    if (keys.some((key) => passing.has(key))) return true;
    if (keys.at(-1) === "pkgs" && (keys.at(-2) === "nixpkgs" || isBelow(at, "nixpkgs")))
      return true;
  }
  return false;
}

const passing = new Set(["_module", "specialArgs", "extraSpecialArgs", "perSystem", "overlays"]);

function isBelow(node: AnyNode, key: string): boolean {
  for (let at: AnyNode | undefined = node.parent; at; at = at.parent) {
    if (at.is("binding")) return staticPathOf(at.attrpath)?.at(-1) === key;
  }
  return false;
}

function unwrap(node: Expression): Expression {
  let inner = node;
  while (inner.kind === "parenthesized_expression") inner = inner.expression;
  return inner;
}
