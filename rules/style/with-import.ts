import {
  defineRule,
  inheritInsteadOfWith,
  isSamplePath,
  isTestPath,
  judgeWiths,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "with-import",
  summary: "a `with` of a file that is imported on the spot",
  category: "style",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: { imported: "`with` takes its names from an import: nothing in this file says which." },
  docs: {
    why: "A reader has to open the other file, for `<nixpkgs>` some ten thousand attributes, to learn where a name comes from. A misspelled name is found only when it is evaluated, and a name that the other file gains later is taken without a word.",
    examples: [
      {
        bad: "with import ./colours.nix;\n[ red green ]\n",
        good: "let\n  inherit (import ./colours.nix) green red;\nin\n[ red green ]\n",
      },
      {
        bad: "{\n  a = with import ./lib.nix { x = 1; }; double 2;\n}\n",
        good: "{\n  a = let inherit (import ./lib.nix { x = 1; }) double; in double 2;\n}\n",
      },
    ],
    traps: [
      { good: "with { a = 1; }; [ a ]\n", because: "the set stands there" },
      {
        good: "let colours = import ./colours.nix; in with colours; [ red green ]\n",
        because: "the import has a name",
      },
      {
        good: "import: with import ./x; [ a ]\n",
        because: "this `import` is an argument",
      },
    ],
    fixSafety:
      "Each name is inherited from the import. A name that the other file lacks fails with another message. No fix is offered where another `with` stands inside or around that may have the same names.",
  },
  visit: {
    source_code(_node, { path, semantics, hasSyntaxError, report }) {
      for (const judged of judgeWiths(semantics)) {
        if (judged.kind !== "import") continue;
        const { node } = judged;
        const edits = hasSyntaxError ? undefined : inheritInsteadOfWith(judged, semantics);
        report({
          at: { start: node.start, end: node.environment.end },
          message: "imported",
          ...(isForOneself(path) ? { severity: "info" } : {}),
          fix: edits && { title: "Inherit the names from the import", edits },
        });
      }
    },
  },
});

/** Files that nothing else reads: shells, the entry of a tree without a flake, tests and examples. */
function isForOneself(path: string): boolean {
  return /(?:^|\/)shell\.nix$|^default\.nix$/.test(path) || isTestPath(path) || isSamplePath(path);
}
