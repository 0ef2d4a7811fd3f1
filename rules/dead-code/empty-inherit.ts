import {
  defineRule,
  removeItem,
  type Inherit,
  type InheritFrom,
  type RuleContext,
} from "../../src/rule/index.ts";

const messages = { empty: "This `inherit` names nothing." } as const;

export default defineRule({
  id: "empty-inherit",
  summary: "an `inherit` without names",
  category: "dead-code",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: [
    "statix:empty_inherit",
    "nixf:empty-inherit",
    "nil:empty_inherit",
    "nix-linter:EmptyInherit",
    "tvix:W009",
  ],
  messages,
  docs: {
    why: "It does nothing: either the last name was taken out and the rest forgotten, or the names got lost.",
    examples: [
      { bad: "{ inherit; a = 1; }\n", good: "{ a = 1; }\n" },
      {
        bad: "let x = { }; in {\n  inherit (x);\n  a = 1;\n}\n",
        good: "let x = { }; in {\n  a = 1;\n}\n",
      },
    ],
    traps: [{ good: "let x = { a = 1; }; in { inherit (x) a; }\n", because: "it names `a`" }],
    fixSafety:
      "The set that an empty `inherit` names is never evaluated. A comment inside keeps the fix away.",
  },
  visit: { inherit: check, inherit_from: check },
});

function check(
  node: Inherit | InheritFrom,
  { report }: RuleContext<typeof messages, unknown>,
): void {
  if ((node.attrs?.attrs.length ?? 0) > 0) return;
  const edit = removeItem(node);
  report({
    at: node,
    message: "empty",
    fix: edit && { title: "Remove the `inherit`", edits: [edit] },
  });
}
