import { defineRule, type Binding } from "../../src/rule/index.ts";

export default defineRule({
  id: "used-underscore-name",
  summary: "a name that begins with `_` and is read all the same",
  category: "dead-code",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  parity: ["deadnix:underscore"],
  messages: { used: "`{name}` is read, though the `_` in front says that it is not." },
  docs: {
    why: "A leading `_` marks what is there but not used. A reader who trusts it overlooks the use, and rules about unused names pass over it for good.",
    examples: [{ bad: "let _x = 1; in _x\n", good: "let x = 1; in x\n" }],
    traps: [
      {
        good: "let __sub = a: b: a + b; in __sub 1 2\n",
        because: "two underscores mark names of Nix itself",
      },
      {
        good: "rec { _module = 1; a = _module; }\n",
        because: "the attributes of a set are named by whoever reads it",
      },
      { good: "_: _\n", because: "`_` alone is a name like any other" },
    ],
    whenNotToUse: "Where `_` in front marks internal names, whether they are read or not.",
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const binding of semantics.bindings) {
        const [use] = binding.references;
        if (!use || !isMarked(binding)) continue;
        report({
          at: binding.nameNode,
          message: "used",
          data: { name: binding.name },
          related: [{ at: use.node, message: "It is read here." }],
        });
      }
    },
  },
});

function isMarked({ name, kind, owner }: Binding): boolean {
  return /^_[^_]/.test(name) && kind !== "rec" && !owner.is("let_attrset_expression");
}
