import { defineRule } from "../../src/rule/index.ts";

export default defineRule({
  id: "out-of-store-symlink",
  summary: "a link from the home to a file outside of the store",
  category: "purity",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    one: "`mkOutOfStoreSymlink` links to a file that is not part of the configuration.",
    many: "`mkOutOfStoreSymlink` links to files that are not part of the configuration, {count} times in this file.",
  },
  docs: {
    why: "What the link leads to is not in the store: a rollback does not bring the old text back, and another machine that builds the same configuration gets a link to nothing.",
    examples: [
      {
        bad: '{ config, ... }:\n{\n  home.file.".vimrc".source = config.lib.file.mkOutOfStoreSymlink "/etc/nixos/vimrc";\n}\n',
        good: '{\n  home.file.".vimrc".source = ./vimrc;\n}\n',
      },
    ],
    traps: [
      {
        good: '{\n  x = "mkOutOfStoreSymlink ./a"; # mkOutOfStoreSymlink ./a\n}\n',
        because: "a string and a comment call nothing",
      },
      {
        good: "let mkOutOfStoreSymlink = x: x; in mkOutOfStoreSymlink ./a\n",
        because: "this function is one's own",
      },
    ],
    whenNotToUse: "Files that are edited in place every day are linked so on purpose.",
  },
  mentions: ["mkOutOfStoreSymlink"],
  visit: {
    source_code(_node, { semantics, tree, report }) {
      if (tree.nameIdFor(FUNCTION) === 0) return;
      const calls = tree
        .nodesOfKind("apply_expression")
        .filter(({ function: callee }) => semantics.originOf(callee)?.endsWith(`.${FUNCTION}`));
      const [first] = calls;
      if (!first) return;
      const at = first.function;
      if (calls.length === 1) report({ at, message: "one" });
      else report({ at, message: "many", data: { count: calls.length } });
    },
  },
});

const FUNCTION = "mkOutOfStoreSymlink";
