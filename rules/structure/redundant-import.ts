import {
  defineProjectRule,
  removeItem,
  Type,
  unwrapped,
  type Edge,
  type OpenFile,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "redundant-import",
  summary: "an import that another import of the same list brings along",
  category: "structure",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: { brought: "`{path}` comes with `{other}`, which this list imports as well." },
  options: Type.Object({
    modules: Type.Boolean({
      default: false,
      description: "Also look at modules that others import, not only at hosts.",
    }),
  }),
  docs: {
    why: "The longer a host's list of imports, the harder it is to see what makes this host special. What a profile brings along need not be named beside it, and has no effect there.",
    examples: [
      {
        bad: "{\n  imports = [\n    ./server.nix\n    ./base.nix\n  ];\n}\n",
        good: "{\n  imports = [\n    ./server.nix\n  ];\n}\n",
        path: "configuration.nix",
        files: {
          "server.nix": "{ imports = [ ./base.nix ]; }\n",
          "base.nix": "{ services.openssh.enable = true; }\n",
        },
      },
    ],
    traps: [
      {
        good: "{\n  imports = [\n    ./server.nix\n    ./base.nix\n  ];\n}\n",
        because: "the other one brings it only under a condition",
        path: "configuration.nix",
        files: {
          "server.nix": "{ lib, remote, ... }:\n{ imports = lib.optional remote ./base.nix; }\n",
          "base.nix": "{ services.openssh.enable = true; }\n",
        },
      },
      {
        good: "{\n  imports = [\n    ./server.nix\n    ./base.nix\n  ];\n}\n",
        because: "a module that others import names what it needs",
        path: "profile.nix",
        files: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; }; }; }\n",
          "a.nix": "{ imports = [ ./profile.nix ]; }\n",
          "server.nix": "{ imports = [ ./base.nix ]; }\n",
          "base.nix": "{ services.openssh.enable = true; }\n",
        },
      },
    ],
    fixSafety:
      "Definitions of lists and lines may come in another order, as the module is read at another place.",
  },
  check(project, { options, report }) {
    for (const path of project.files.keys()) {
      const edges = project.graph.from(path).filter(isPlainModule);
      if (edges.length < 2 || (!options.modules && !isOfHost(path, project))) continue;
      const brought = new Map(edges.map((edge) => [edge, closureOf(targetOf(edge), project)]));
      const file = project.open(path);
      if (!file || file.hasSyntaxError) continue;
      for (const list of listsOf(file, edges)) {
        for (const { edge, element } of list) {
          const other = list.find(
            (candidate) =>
              targetOf(candidate.edge) !== targetOf(edge) &&
              brought.get(candidate.edge)?.has(targetOf(edge)) === true &&
              // Of two that bring each other, which is an error of its own, none is redundant.
              brought.get(edge)?.has(targetOf(candidate.edge)) !== true,
          );
          if (!other) continue;
          const removal = removeItem(element);
          report({
            at: { path, span: edge.span },
            message: "brought",
            data: { path: targetOf(edge), other: targetOf(other.edge) },
            related: [{ at: { path, span: other.edge.span }, message: "this one brings it along" }],
            fix: removal && { title: "Remove the import", edits: [removal] },
          });
        }
      }
    }
  },
});

/** The lists of a file, each with the elements that are plain imports. */
function listsOf(
  file: OpenFile,
  edges: readonly Edge[],
): { readonly edge: Edge; readonly element: Parameters<typeof removeItem>[0] }[][] {
  const bySpan = new Map(edges.map((edge) => [`${edge.span.start} ${edge.span.end}`, edge]));
  return file.tree.nodesOfKind("list_expression").map((list) =>
    list.elements.flatMap((element) => {
      const { start, end } = unwrapped(element);
      const edge = bySpan.get(`${start} ${end}`);
      return edge ? [{ edge, element }] : [];
    }),
  );
}

/** Everything that a module brings along whatever the circumstances, itself not. */
function closureOf(start: string, project: Project): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const edge of project.graph.from(path).filter(isPlainModule)) {
      const target = targetOf(edge);
      if (reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}

/** Whether a file is a host's own: its root, or a configuration that no module imports. */
function isOfHost(path: string, project: Project): boolean {
  if (project.hosts.some(({ root }) => root === path)) return true;
  return (
    project.files.get(path)?.role === "module" &&
    project.graph.to(path).every(({ from }) => project.files.get(from)?.role !== "module")
  );
}

function isPlainModule({ kind, by, target, isConditional, hosts }: Edge): boolean {
  return (
    kind === "module" && by !== "listing" && target.kind === "file" && !isConditional && !hosts
  );
}

function targetOf({ target }: Edge): string {
  return target.kind === "file" ? target.path : "";
}
