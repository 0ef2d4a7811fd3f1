import {
  constantKey,
  defineRule,
  type Attribute,
  type Inherit,
  type InheritFrom,
  type Report,
  type SyntaxTree,
} from "../../src/rule/index.ts";

const messages = {
  let: "The name of this `let` binding is computed, which Nix does not allow.",
  inherit: "The name in this `inherit` is computed, which Nix does not allow.",
} as const;

export default defineRule({
  id: "dynamic-binding-name",
  summary: "a computed name in a `let` or an `inherit`",
  category: "syntax",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixf:sema-dynamic-inherit", "nixf:let-dynamic", "nil:invalid_dynamic"],
  messages,
  docs: {
    why: "Nix refuses the whole file: names of a scope must be known when it is parsed. A set takes computed names.",
    examples: [
      {
        bad: "name: let ${name} = 1; in 2\n",
        good: "name: let set = { ${name} = 1; }; in set\n",
      },
    ],
    traps: [
      {
        good: 'x: let "a b" = 1; ${"c"} = 2; inherit (x) "d"; in c\n',
        because: "constant strings are names",
      },
      {
        good: "x: let a.${x} = 1; in a\n",
        because: "only the first part of a path names the binding",
      },
    ],
  },
  visit: {
    let_expression({ bindingSet }, { tree, report }) {
      for (const binding of bindingSet?.bindings ?? []) {
        const [first] = binding.is("binding") ? binding.attrpath.attrs : [];
        if (first && isComputed(tree, first)) report({ at: first, message: "let" });
      }
    },
    inherit: (node, { tree, report }) => checkInherit(node, tree, report),
    inherit_from: (node, { tree, report }) => checkInherit(node, tree, report),
  },
});

function checkInherit(
  node: Inherit | InheritFrom,
  tree: SyntaxTree,
  report: (finding: Report<typeof messages>) => void,
): void {
  for (const name of node.attrs?.attrs ?? [])
    if (isComputed(tree, name)) report({ at: name, message: "inherit" });
}

function isComputed(tree: SyntaxTree, name: Attribute): boolean {
  return constantKey(tree, name.row) === undefined;
}
