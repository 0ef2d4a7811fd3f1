import {
  constantKey,
  defineRule,
  isTestPath,
  type AnyNode,
  type Attribute,
  type RuleContext,
  type Semantics,
} from "../../src/rule/index.ts";

const messages = {
  impure: "`{name}` depends on where and when the evaluation runs: pure evaluation refuses it.",
} as const;

export default defineRule({
  id: "impure-builtin",
  summary: "a builtin whose value depends on the machine or the time of the evaluation",
  category: "purity",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["astlog:no-builtins-current-system", "nix-audit:version_stability"],
  messages,
  docs: {
    why: "Flakes are evaluated purely: the attribute is missing there, or the call fails. Elsewhere the same text gives another result on another machine or a second later.",
    examples: [
      {
        bad: "{ nixpkgs }:\nnixpkgs.legacyPackages.${builtins.currentSystem}.hello\n",
        good: "{ nixpkgs, system }:\nnixpkgs.legacyPackages.${system}.hello\n",
      },
    ],
    traps: [
      {
        good: 'builtins.currentSystem or "x86_64-linux"\n',
        because: "it has a value for pure evaluation",
      },
      {
        good: "if builtins ? currentSystem then builtins.currentSystem else null\n",
        because: "it asks before",
      },
    ],
    whenNotToUse: "Where nothing is evaluated as a flake, and the machine is meant.",
  },
  visit: {
    select_expression(node, context) {
      const [attribute, ...others] = node.attrpath.attrs;
      if (!attribute || others.length > 0 || node.default) return;
      if (isBuiltins(node.expression, context.semantics)) check(attribute, node, context);
    },
    inherit_from(node, context) {
      if (!isBuiltins(node.expression, context.semantics)) return;
      for (const attribute of node.attrs?.attrs ?? []) check(attribute, attribute, context);
    },
  },
});

const impure = new Set(["currentSystem", "currentTime", "storePath", "nixPath"]);

function isBuiltins(node: AnyNode, semantics: Semantics): boolean {
  return node.text === "builtins" && semantics.resolve(node)?.kind === "global";
}

function check(
  attribute: Attribute,
  at: AnyNode,
  { path, tree, report }: RuleContext<typeof messages, unknown>,
): void {
  const name = constantKey(tree, attribute.row);
  if (name === undefined || !impure.has(name) || isAskedFor(name, at)) return;
  const isMild = isDefault(at) || /(?:^|\/)(?:shell|default)\.nix$/.test(path) || isTestPath(path);
  report({
    at,
    message: "impure",
    data: { name: `builtins.${name}` },
    ...(isMild ? { severity: "info" } : {}),
  });
}

/** Whether the file asks `builtins ? name` anywhere. */
function isAskedFor(name: string, { tree }: AnyNode): boolean {
  return tree
    .nodesOfKind("has_attr_expression")
    .some(({ expression, attrpath }) => expression.text === "builtins" && attrpath.text === name);
}

/** `{ system ? builtins.currentSystem }:` leaves the choice to the caller. */
function isDefault(node: AnyNode): boolean {
  const { parent } = node;
  return parent?.kind === "formal" && parent.default === node;
}
