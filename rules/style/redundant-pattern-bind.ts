import { defineRule, hasKnownCallers, holdsComment } from "../../src/rule/index.ts";

export default defineRule({
  id: "redundant-pattern-bind",
  summary: "a name for the whole argument beside a pattern that takes nothing out of it",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["statix:redundant_pattern_bind"],
  messages: { redundant: "The pattern beside `{name}` binds nothing." },
  docs: {
    why: "The pattern takes nothing out of the argument, so that a reader looks in vain for the names that it brings.",
    examples: [
      {
        bad: "let f = x@{ ... }: x.a; in f { a = 1; }\n",
        good: "let f = x: x.a; in f { a = 1; }\n",
      },
    ],
    traps: [
      {
        good: "let f = x@{ a, ... }: x // { inherit a; }; in f { a = 1; }\n",
        because: "the pattern takes `a`",
      },
      {
        good: "args@{ ... }: { imports = [ (import ./a.nix args) ]; }\n",
        because: "modules are called that way",
      },
      {
        good: "inputs: { outputs = inputs@{ ... }: inputs; }\n",
        because: "an attribute may be called by a framework",
      },
    ],
    fixSafety:
      "The pattern takes only sets, and looks at the argument to see that; a plain name takes any value.",
  },
  visit: {
    function_expression(node, { tree, semantics, hasSyntaxError, report }) {
      const { formals, universal } = node;
      if (hasSyntaxError || !universal || !formals?.ellipses || formals.formals.length > 0) return;
      if (!hasKnownCallers(node, semantics)) return;
      const head = {
        start: Math.min(formals.start, universal.start),
        end: Math.max(formals.end, universal.end),
      };
      report({
        at: head,
        message: "redundant",
        data: { name: universal.text },
        fix: holdsComment(tree, head)
          ? undefined
          : { title: "Remove the pattern", edits: [{ span: head, newText: universal.text }] },
      });
    },
  },
});
