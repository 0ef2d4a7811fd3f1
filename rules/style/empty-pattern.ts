import {
  defineRule,
  hasKnownCallers,
  holdsComment,
  syntacticTypeOf,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "empty-pattern",
  summary: "a pattern that takes nothing out of the argument",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["statix:empty_pattern", "nix-linter:EmptyVariadicParamSet"],
  messages: { empty: "This pattern binds no name of the argument, which is ignored." },
  docs: {
    why: "`{ ... }:` looks like a module or another function that a framework calls with named arguments. `_:` says plainly that the argument does not matter.",
    examples: [
      {
        bad: "let always = { ... }: 1; in always { a = 2; }\n",
        good: "let always = _: 1; in always { a = 2; }\n",
      },
    ],
    traps: [
      {
        good: "{ ... }: { services.nginx.enable = true; }\n",
        because: "modules are called that way",
      },
      {
        good: "let machine = { ... }: { }; in { nodes.a = machine; }\n",
        because: "it is handed on, and what calls it may look at the pattern",
      },
      {
        good: "{ script = { ... }: ''\n  start\n''; }\n",
        because: "an attribute may be called by a framework",
      },
    ],
    fixSafety:
      "The pattern takes only sets, and looks at the argument to see that; `_:` takes any value and leaves it alone.",
  },
  visit: {
    function_expression(node, { tree, semantics, hasSyntaxError, report }) {
      const { formals, universal } = node;
      if (hasSyntaxError || universal || !formals?.ellipses || formals.formals.length > 0) return;
      if (!hasKnownCallers(node, semantics)) {
        const isWholeFile = node.parent?.is("source_code") ?? true;
        if (isWholeFile || !plainTypes.has(syntacticTypeOf(node.body, semantics) ?? "")) return;
      }
      report({
        at: formals,
        message: "empty",
        fix: holdsComment(tree, formals)
          ? undefined
          : { title: "Take the argument as `_`", edits: [{ span: formals, newText: "_" }] },
      });
    },
  },
});

/** What no framework wants from a function of named arguments. */
const plainTypes: ReadonlySet<string> = new Set(["boolean", "null", "number"]);
