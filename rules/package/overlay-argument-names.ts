import {
  defineRule,
  overlaysOf,
  type Edit,
  type Overlay,
  type Semantics,
} from "../../src/rule/index.ts";

const renamed: Readonly<Record<string, string>> = { self: "final", super: "prev" };

export default defineRule({
  id: "overlay-argument-names",
  summary: "an overlay whose arguments are called `self` and `super`",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "safe",
  messages: { old: "This overlay calls its arguments `{final}` and `{previous}`." },
  docs: {
    why: "`final` and `prev` say which package set is meant, and are what nixpkgs and flakes use. `self` also means the flake itself, and hides it inside the overlay.",
    examples: [
      {
        bad: "{ overlays = [ (self: super: { tool = super.tool.override { a = self.b; }; }) ]; }\n",
        good: "{ overlays = [ (final: prev: { tool = prev.tool.override { a = final.b; }; }) ]; }\n",
      },
    ],
    traps: [
      {
        good: "lib: { set = lib.makeExtensible (self: { a = 1; }); python = lib.extendWith (self: super: { }); }\n",
        because: "these are other fixed points",
      },
    ],
    fixSafety:
      "Every use is renamed with it. Not offered where `final` or `prev` already means something in the body, or an `inherit` takes one of the arguments.",
  },
  visit: {
    source_code(root, { semantics, path, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const overlay of overlaysOf(semantics)) {
        const { final, previous } = overlay;
        if (final.name !== "self" || previous.name !== "super") continue;
        // A whole file with these names may as well extend the packages of Python or Haskell.
        const isOverlayFile =
          root.expression?.row === overlay.node.row && /(?:^|\/)overlays?\b/.test(path);
        if (overlay.kind !== "packages" && !isOverlayFile) continue;
        const edits = rename(overlay, semantics);
        report({
          at: { start: final.nameNode.start, end: previous.nameNode.end },
          message: "old",
          data: { final: final.name, previous: previous.name },
          fix: edits && { title: "Rename them to `final` and `prev`", edits },
        });
      }
    },
  },
});

function rename({ node, final, previous }: Overlay, semantics: Semantics): Edit[] | undefined {
  const isTaken = (name: string): boolean =>
    semantics.tree.nameIdFor(name) !== 0 &&
    (semantics.references.some((use) => use.name === name && node.encloses(use.node)) ||
      semantics.bindings.some(
        (binding) => binding.name === name && node.encloses(binding.nameNode),
      ));
  const edits: Edit[] = [];
  for (const binding of [final, previous]) {
    const newText = renamed[binding.name];
    if (newText === undefined || isTaken(newText)) return undefined;
    edits.push({ span: binding.nameNode, newText });
    for (const { node: use } of binding.references) {
      if (use.kind !== "variable_expression") return undefined;
      edits.push({ span: use, newText });
    }
  }
  return edits;
}
