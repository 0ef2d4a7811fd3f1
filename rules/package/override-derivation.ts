import {
  constantKey,
  defineRule,
  type OfferedFix,
  type SelectExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "override-derivation",
  summary: "the old `overrideDerivation`",
  category: "package",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: {
    old: "`overrideDerivation` changes the finished derivation, not what it was made from.",
  },
  docs: {
    why: "It evaluates the original derivation first, and what `mkDerivation` made of the old attributes stays: `meta`, checks and outputs do not follow the change. `overrideAttrs` changes the attributes before.",
    examples: [
      {
        bad: "{ pkgs }: pkgs.tool.overrideDerivation (old: { patches = [ ./fix.patch ]; })\n",
        good: "{ pkgs }: pkgs.tool.overrideAttrs (old: { patches = [ ./fix.patch ]; })\n",
      },
    ],
    traps: [
      {
        good: "{ pkgs }: pkgs.tool.override { withGui = false; }\n",
        because: "it changes the inputs of the package",
      },
      { good: "{ overrideDerivation = 1; }\n", because: "this only names an attribute" },
    ],
    fixSafety:
      "The function gets the attributes given to `mkDerivation`, not those of the finished derivation: a phase or list that `mkDerivation` added is missing from `old`. Only offered for `package.overrideDerivation`.",
    references: ["https://nixos.org/manual/nixpkgs/stable/#sec-pkg-overrideDerivation"],
  },
  mentions: ["overrideDerivation"],
  visit: {
    source_code(_node, { tree, semantics, report }) {
      if (tree.nameIdFor("overrideDerivation") === 0) return;
      for (const call of tree.nodesOfKind("apply_expression")) {
        const { function: callee } = call;
        if (callee.kind === "select_expression") {
          const key = callee.attrpath.attrs.at(-1);
          if (!key || callee.default || constantKey(tree, key.row) !== "overrideDerivation")
            continue;
          const isLib = /(?:^|\.)lib\.overrideDerivation$/.test(semantics.originOf(callee) ?? "");
          report({ at: key, message: "old", fix: isLib ? undefined : attributesInstead(callee) });
        } else if (semantics.originOf(callee) === "lib.overrideDerivation") {
          report({ at: callee, message: "old" });
        }
      }
    },
  },
});

function attributesInstead({ attrpath }: SelectExpression): OfferedFix | undefined {
  const key = attrpath.attrs.at(-1);
  if (key?.kind !== "identifier") return undefined;
  return {
    title: "Use `overrideAttrs`",
    edits: [{ span: key, newText: "overrideAttrs" }],
  };
}
