import {
  defineRule,
  type OfferedFix,
  type PathExpression,
  type Semantics,
} from "../../src/rule/index.ts";

const numberPattern = String.raw`(?:\d+|[1-9]\d*\.\d*|0?\.\d+)`;
const divisionPattern = new RegExp(`^-?${numberPattern}(?:/${numberPattern})+$`);

/** Functions that want a path: there the digits name a folder. */
const pathFunctions = new Set([
  "builtins.import",
  "builtins.path",
  "builtins.pathExists",
  "builtins.readDir",
  "builtins.readFile",
  "builtins.toPath",
  "pkgs.callPackage",
  "callPackage",
]);

export default defineRule({
  id: "division-as-path",
  summary: "a division without spaces, which is a path",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: { path: "Nix reads `{text}` as a path, not as a division." },
  docs: {
    why: "The value is an absolute path below the folder of this file. It is not a number, and often nothing complains until it is put into a string or compared.",
    examples: [{ bad: "{ half = 6/2; }\n", good: "{ half = 6 / 2; }\n" }],
    traps: [
      { good: "{ ratio = 6 / 2; }\n", because: "the spaces make it a division" },
      { good: "[ ./6/2 6/readme.md v1/2 ]\n", because: "these are meant as paths" },
      { good: "import 2024/12\n", because: "`import` wants a path" },
    ],
    fixSafety:
      "The fix writes spaces, and parentheses in a call or a list: the value becomes a number in place of a path.",
  },
  visit: {
    path_expression(node, { semantics, report }) {
      const { text } = node;
      if (!divisionPattern.test(text) || isMeantAsPath(node, semantics)) return;
      report({ at: node, message: "path", data: { text }, fix: fixFor(node) });
    },
  },
});

function isMeantAsPath({ parent }: PathExpression, semantics: Semantics): boolean {
  if (!parent?.is("apply_expression")) return false;
  const origin = semantics.originOf(parent.function);
  return origin !== undefined && pathFunctions.has(origin);
}

function fixFor(node: PathExpression): OfferedFix {
  const division = node.text.split("/").join(" / ");
  const needsParentheses = !(
    node.parent?.is("binding", "parenthesized_expression", "interpolation", "formal") ?? false
  );
  return {
    title: "Write spaces round the `/`",
    edits: [{ span: node, newText: needsParentheses ? `(${division})` : division }],
  };
}
