import {
  calledFunction,
  codeLines,
  constantKey,
  defineRule,
  flakeSet,
  isFlakeFile,
  isSamplePath,
  Type,
  unwrapped,
  type AnyNode,
  type ApplyExpression,
  type ListExpression,
  type Semantics,
  type SyntaxTree,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "monolithic-flake",
  summary: "a flake.nix that holds what it should only name",
  category: "structure",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    inline: "{count} lines of this flake.nix are no outputs but what they are made of: {parts}.",
    long: "The outputs of this flake.nix take up {count} lines, those of one line not counted.",
  },
  options: Type.Object({
    lines: Type.Integer({
      default: 300,
      minimum: 1,
      description: "Lines of code that outputs may take up. Entries of one line don't count.",
    }),
    inline: Type.Integer({
      default: 60,
      minimum: 1,
      description: "Lines of packages, scripts and modules that may stand in flake.nix.",
    }),
  }),
  docs: {
    why: "flake.nix is the table of contents: what there is, from which inputs. What stands in it cannot be imported, called with other arguments or found under its name, and every change of it touches the one file that all hosts depend on.",
    examples: [
      {
        bad: `{
  outputs = { nixpkgs, ... }: {
    packages.x86_64-linux.deploy = nixpkgs.legacyPackages.x86_64-linux.writeShellApplication {
      name = "deploy";
      text = ''
        nixos-rebuild build
        nixos-rebuild switch
      '';
    };
  };
}
`,
        good: `{
  outputs = { nixpkgs, ... }: {
    packages.x86_64-linux.deploy = nixpkgs.legacyPackages.x86_64-linux.callPackage ./deploy.nix { };
  };
}
`,
        path: "flake.nix",
        options: { inline: 5 },
      },
    ],
    traps: [
      {
        good: `{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";
    home-manager = {
      url = "github:nix-community/home-manager";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };
  outputs = inputs: {
    nixosConfigurations.a = import ./a.nix inputs;
    nixosConfigurations.b = import ./b.nix inputs;
    nixosConfigurations.c = import ./c.nix inputs;
  };
}
`,
        path: "flake.nix",
        because: "inputs and entries of one line are what flake.nix is for",
        options: { lines: 3, inline: 1 },
      },
      {
        good: `{
  outputs = { nixpkgs, ... }: {
    devShells.x86_64-linux.default = nixpkgs.legacyPackages.x86_64-linux.mkShell {
      packages = [
        nixpkgs.legacyPackages.x86_64-linux.git
        nixpkgs.legacyPackages.x86_64-linux.sops
      ];
    };
  };
}
`,
        path: "flake.nix",
        because: "a shell is a list of tools",
        options: { inline: 2 },
      },
    ],
    whenNotToUse: "In a flake that is one package in one file on purpose.",
  },
  visit: {
    source_code(_node, { path, tree, semantics, hasSyntaxError, options, report }) {
      if (!isFlakeFile(path) || isSamplePath(path) || hasSyntaxError) return;
      const set = flakeSet(tree);
      if (!set) return;
      const lines = codeLines(tree);
      const parts = inlineParts(tree, semantics)
        .map((part) => ({ ...part, lines: countWithin(lines, part.node) }))
        .filter((part) => part.lines > 1);
      const count = parts.reduce((sum, part) => sum + part.lines, 0);
      const [largest] = parts.toSorted((a, b) => b.lines - a.lines);
      if (count > options.inline && largest) {
        report({
          at: firstLineOf(largest.node),
          message: "inline",
          data: { count, parts: describe(parts) },
          related: parts
            .filter((part) => part !== largest)
            .slice(0, MOST_RELATED)
            .map((part) => ({ at: firstLineOf(part.node), message: `${part.lines} lines more` })),
        });
      }
      const outputs = set.bindingSet?.bindings.find(
        (binding) => binding.is("binding") && binding.attrpath.text === "outputs",
      );
      if (!outputs) return;
      const long = countWithin(lines, outputs) - entriesOfOneLine(outputs, lines);
      if (long > options.lines && outputs.is("binding"))
        report({ at: outputs.attrpath, message: "long", data: { count: long } });
    },
  },
});

const MOST_RELATED = 5;

interface InlinePart {
  readonly node: AnyNode;
  readonly kind: "package" | "script" | "module";
}

/** What stands in the flake instead of in a file of its own: the outermost of each, in order. */
function inlineParts(tree: SyntaxTree, semantics: Semantics): InlinePart[] {
  const found: InlinePart[] = [
    ...tree.nodesOfKind("list_expression").flatMap((list) => modulesIn(list)),
    ...tree.nodesOfKind("apply_expression").flatMap((call): InlinePart[] => {
      const kind = kindOfCall(call, semantics);
      return kind ? [{ node: call, kind }] : [];
    }),
    ...tree
      .nodesOfKind("indented_string_expression")
      .map((node): InlinePart => ({ node, kind: "script" })),
  ];
  let end = 0;
  return found
    .toSorted((a, b) => a.node.start - b.node.start || b.node.end - a.node.end)
    .filter(({ node }) => {
      if (node.start < end) return false;
      ({ end } = node);
      return true;
    });
}

/** The modules that are written in place in a list of modules. */
function modulesIn(list: ListExpression): InlinePart[] {
  let above = list.parent;
  while (above?.is("binary_expression", "parenthesized_expression")) above = above.parent;
  const key = above?.is("binding") ? above.attrpath.attrs.at(-1) : undefined;
  const name = key && constantKey(list.tree, key.row);
  if (name !== "modules" && name !== "imports") return [];
  return list.elements
    .map(unwrapped)
    .filter((element) =>
      element.is("attrset_expression", "rec_attrset_expression", "function_expression"),
    )
    .map((node) => ({ node, kind: "module" }));
}

function kindOfCall(call: ApplyExpression, semantics: Semantics): InlinePart["kind"] | undefined {
  const { callee, origin } = calledFunction(call, semantics);
  const name = (origin ?? callee.text).split(".").at(-1) ?? "";
  if (/^write(?:Shell|Script|Text|Bash|Python|Fish)\w*$/.test(name)) return "script";
  return /^(?:mkDerivation|build[A-Z]\w*(?:Package|Module|Env|Application)|runCommand\w*)$/.test(
    name,
  )
    ? "package"
    : undefined;
}

function describe(parts: readonly (InlinePart & { readonly lines: number })[]): string {
  const kinds = (["module", "package", "script"] as const).flatMap((kind) => {
    const own = parts.filter((part) => part.kind === kind);
    const lines = own.reduce((sum, part) => sum + part.lines, 0);
    return own.length === 0
      ? []
      : [`${own.length === 1 ? `one ${kind}` : `${own.length} ${kind}s`} in ${lines} lines`];
  });
  return kinds.join(", ");
}

/** How many of the lines, which are in order, a node covers. */
function countWithin(lines: readonly number[], { tree, start, end }: AnyNode): number {
  const first = tree.source.lineAt(start);
  const last = tree.source.lineAt(end);
  return firstFrom(lines, last + 1) - firstFrom(lines, first);
}

/** Index of the first number that is not less. */
function firstFrom(numbers: readonly number[], least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many lines are a binding by themselves. */
function entriesOfOneLine(outputs: AnyNode, lines: readonly number[]): number {
  const { source } = outputs.tree;
  const whole = new Set<number>();
  for (const { start, end } of outputs.descendants("binding")) {
    const line = source.lineAt(start);
    if (source.lineAt(end) === line) whole.add(line);
  }
  return lines.filter((line) => whole.has(line)).length;
}

function firstLineOf({ tree, start, end }: AnyNode): {
  readonly start: number;
  readonly end: number;
} {
  const { source } = tree;
  return { start, end: Math.min(end, source.lineSpan(source.lineAt(start)).end) };
}
