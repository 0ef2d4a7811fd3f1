import {
  defineProjectRule,
  removeItem,
  unwrapped,
  type Edge,
  type Span,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "duplicate-import",
  summary: "a module that one list imports twice",
  category: "structure",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  messages: { twice: "This list imports `{path}` already, in line {line}." },
  docs: {
    why: "The module system reads the same path once. The second mention is what a merge or a move left, and whoever takes one of them out wonders why nothing changes.",
    examples: [
      {
        bad: "{ ... }:\n{\n  imports = [\n    ./web.nix\n    ./mail.nix\n    ./web.nix\n  ];\n}\n",
        good: "{ ... }:\n{\n  imports = [\n    ./web.nix\n    ./mail.nix\n  ];\n}\n",
        files: { "web.nix": "{ }\n", "mail.nix": "{ }\n" },
      },
    ],
    traps: [
      {
        good: "{\n  imports = [\n    (import ./site.nix { port = 80; })\n    (import ./site.nix { port = 81; })\n  ];\n}\n",
        because: "the function gets other arguments",
        files: { "site.nix": "{ port }:\n{ networking.firewall.allowedTCPPorts = [ port ]; }\n" },
      },
      {
        good: "{\n  a.imports = [ ./web.nix ];\n  b.imports = [ ./web.nix ];\n}\n",
        because: "these are two lists",
        files: { "web.nix": "{ }\n" },
      },
    ],
  },
  check(project, { report }) {
    for (const path of project.files.keys()) {
      const edges = project.graph.from(path).filter(isPlainModule);
      if (new Set(edges.map(targetOf)).size === edges.length) continue;
      const file = project.open(path);
      if (!file || file.hasSyntaxError) continue;
      const bySpan = new Map(edges.map((edge) => [keyOf(edge.span), edge]));
      for (const list of file.tree.nodesOfKind("list_expression")) {
        const seen = new Map<string, Edge>();
        for (const element of list.elements) {
          const edge = bySpan.get(keyOf(unwrapped(element)));
          if (!edge) continue;
          const first = seen.get(targetOf(edge));
          if (!first) {
            seen.set(targetOf(edge), edge);
            continue;
          }
          const { line } = file.source.positionAt(first.span.start);
          const removal = removeItem(element);
          report({
            at: { path, span: edge.span },
            message: "twice",
            data: { path: targetOf(edge), line },
            related: [{ at: { path, span: first.span }, message: "here it is imported first" }],
            fix: removal && { title: "Remove the second mention", edits: [removal] },
          });
        }
      }
    }
  },
});

function isPlainModule({ kind, by, target, isConditional }: Edge): boolean {
  return kind === "module" && by !== "listing" && target.kind === "file" && !isConditional;
}

function targetOf({ target }: Edge): string {
  return target.kind === "file" ? target.path : "";
}

function keyOf({ start, end }: Span): string {
  return `${start} ${end}`;
}
