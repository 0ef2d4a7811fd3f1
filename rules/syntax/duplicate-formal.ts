import { defineRule, type Identifier } from "../../src/rule/index.ts";

export default defineRule({
  id: "duplicate-formal",
  summary: "an argument that a function names twice",
  category: "syntax",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixf:sema-dup-formal", "nixf:sema-dup-formal-arg", "nil:duplicated_param"],
  messages: {
    formal: "This function already has an argument `{name}`.",
    alias: "`{name}` names both the whole argument and one of its attributes.",
  },
  docs: {
    why: "Nix refuses the whole file: each name of a pattern, the one at the `@` included, may be there once.",
    examples: [{ bad: "{ pkgs, lib, pkgs }: pkgs\n", good: "{ pkgs, lib }: pkgs\n" }],
    traps: [
      {
        good: "{ pkgs }: { pkgs }: pkgs\n",
        because: "the argument of an inner function hides the outer one",
      },
    ],
  },
  visit: {
    function_expression({ formals, universal }, { report }) {
      if (!formals) return;
      const known = new Map<string, Identifier>();
      for (const { name } of formals.formals) {
        const first = known.get(name.text);
        if (first) reportPair("formal", first, name);
        else known.set(name.text, name);
      }
      const same = universal && known.get(universal.text);
      if (universal && same) {
        if (same.start < universal.start) reportPair("alias", same, universal);
        else reportPair("alias", universal, same);
      }

      function reportPair(
        message: "formal" | "alias",
        first: Identifier,
        second: Identifier,
      ): void {
        report({
          at: second,
          message,
          data: { name: second.text },
          related: [{ at: first, message: "The name is here first." }],
        });
      }
    },
  },
});
