import { defineRule, type Binding, type Reference } from "../../src/rule/index.ts";

export default defineRule({
  id: "or-as-identifier",
  summary: "the keyword `or` as a name",
  category: "deprecated",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixf:or-identifier", "nixf:parse-kw-or-isnot-binary-op", "lix:or-as-identifier"],
  messages: {
    bound: "The keyword `or` is bound as a name here.",
    read: "The keyword `or` is read as a name here.",
    noSelection: "No attribute is selected before this `or`, so that Nix reads it as a name.",
  },
  docs: {
    why: "`or` gives the default of a selection: `x.a or 1`. Anywhere else Nix takes it, for old code's sake, for a variable of that name that stands as an argument: `a or b` calls `a` with `or` and then with `b`. Newer releases of Nix warn of it, and Lix refuses it.",
    examples: [
      { bad: "a: b: a or b\n", good: "a: b: a || b\n" },
      {
        bad: "let or = a: !a; in map or [ true ]\n",
        good: "let not = a: !a; in map not [ true ]\n",
      },
    ],
    traps: [
      { good: "x: x.a or 1\n", because: "it is the default of a selection" },
      { good: "{ or = 1; }.or\n", because: "attributes may be called so" },
      {
        good: "let x = { or = 1; }; in { inherit (x) or; }\n",
        because: "it is the attribute that is inherited",
      },
    ],
  },
  visit: {
    source_code(_node, { tree, semantics, hasSyntaxError, report }) {
      if (hasSyntaxError || tree.nameIdFor("or") === 0) return;
      for (const binding of semantics.bindings) {
        if (isOr(binding) && binding.kind === "let" && binding.owner.is("let_expression"))
          report({ at: binding.nameNode, message: "bound" });
      }
      for (const reference of semantics.references) {
        if (!isOr(reference)) continue;
        const isUnbound = reference.resolution.kind === "unbound";
        report({
          at: reference.node,
          message: isUnbound && reference.node.is("variable_expression") ? "noSelection" : "read",
          severity: isUnbound ? "error" : "warning",
        });
      }
    },
  },
});

function isOr({ name }: Binding | Reference): boolean {
  return name === "or";
}
