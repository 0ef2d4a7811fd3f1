import {
  defineProjectRule,
  isGeneratedFile,
  isSamplePath,
  isTestPath,
  overlaysOf,
  Type,
  type Expression,
  type Place,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "duplicate-overlay",
  summary: "an overlay that is written out in two places",
  category: "package",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    copied: "The body of this overlay is that of the one in `{path}`, line {line}.",
  },
  options: Type.Object({
    tokens: Type.Integer({
      default: 10,
      minimum: 1,
      description: "Words and marks that the body of an overlay has at least.",
    }),
  }),
  docs: {
    why: "Whoever mends one of them forgets the other: two hosts then have different packages of the same name, and nothing says so.",
    examples: [
      {
        path: "web.nix",
        bad: "{\n  nixpkgs.overlays = [\n    (final: prev: { htop = prev.htop.override { sensorsSupport = false; }; })\n  ];\n}\n",
        good: "{\n  nixpkgs.overlays = [ (import ./overlay.nix) ];\n}\n",
        files: {
          "db.nix":
            "{\n  nixpkgs.overlays = [\n    (final: prev: { htop = prev.htop.override { sensorsSupport = false; }; })\n  ];\n}\n",
        },
        goodFiles: {
          "db.nix": "{\n  nixpkgs.overlays = [ (import ./overlay.nix) ];\n}\n",
          "overlay.nix":
            "final: prev: { htop = prev.htop.override { sensorsSupport = false; }; }\n",
        },
      },
    ],
    traps: [
      {
        path: "web.nix",
        good: "{\n  nixpkgs.overlays = [ (final: prev: { tool = final.callPackage ./tool { }; }) ];\n}\n",
        because: "another package is another overlay, and a short one is no copy",
        files: {
          "db.nix":
            "{\n  nixpkgs.overlays = [ (final: prev: { other = final.callPackage ./other { }; }) ];\n}\n",
        },
      },
    ],
  },
  check(project, { options, report }) {
    const known = new Map<string, Place>();
    for (const path of project.files.keys()) {
      if (isTestPath(path) || isSamplePath(path) || !mayHoldOverlay(project, path)) continue;
      const file = project.open(path);
      if (!file || file.hasSyntaxError || isGeneratedFile(path, file.tree)) continue;
      for (const { node, body } of overlaysOf(file.semantics)) {
        const tokens = tokensOf(body);
        if (tokens.length < options.tokens) continue;
        const at = { path, span: { start: node.start, end: body.start } };
        const key = tokens.join("\0");
        const first = known.get(key);
        if (!first) {
          known.set(key, at);
          continue;
        }
        const line = project.open(first.path)?.source.lineAt(first.span.start) ?? 1;
        const related = [{ at: first, message: "This is the other one." }];
        report({ at, message: "copied", data: { path: first.path, line }, related });
      }
    }
  },
});

function mayHoldOverlay(project: Project, path: string): boolean {
  const bytes = project.readText(path)?.bytes;
  if (!bytes) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return text.includes("overlay") || text.includes("prev:") || text.includes("super:");
}

/** The words and marks of an expression, without blanks and comments. */
function tokensOf({ tree, row }: Expression): readonly string[] {
  const tokens: string[] = [];
  const end = tree.subtreeEndOf(row);
  for (let at = row; at < end; at++) {
    const isLeaf = tree.subtreeEndOf(at) === at + 1;
    if (isLeaf && tree.kindNameOf(at) !== "comment")
      tokens.push(tree.source.slice(tree.startOf(at), tree.endOf(at)));
  }
  return tokens;
}
