import { defineRule, environmentText, judgeWiths, Type } from "../../src/rule/index.ts";

export default defineRule({
  id: "large-with-scope",
  summary: "a `with` over many lines or names",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    lines: "The body of this `with {environment};` is {count} lines long.",
    names: "{count} different names are looked up through this `with {environment};`.",
  },
  options: Type.Object({
    lines: Type.Integer({ default: 30, description: "Lines that the body of a `with` may have." }),
    names: Type.Integer({
      default: 15,
      description: "Different names that may be looked up through one `with`.",
    }),
  }),
  docs: {
    why: "Below a `with` a free name may come from its set or be a typing error, and only evaluating it tells. The more stands below, the farther a reader has to look for the `with` that a name hangs on.",
    examples: [
      {
        bad: "{ lib }:\n{\n  a = with lib; {\n    b = mkIf true 1;\n    c = 2;\n  };\n}\n",
        good: "{ lib }:\n{\n  a = {\n    b = lib.mkIf true 1;\n    c = 2;\n  };\n}\n",
        options: { lines: 3 },
      },
    ],
    traps: [
      {
        good: "{ pkgs, ... }:\n{\n  a = with pkgs; [\n    b\n    c\n    d\n  ];\n}\n",
        because: "a list of packages is what `with` is good at, however long",
        options: { lines: 3, names: 2 },
      },
    ],
  },
  visit: {
    source_code(_node, { options, semantics, source, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const { kind, node, names } of judgeWiths(semantics)) {
        if (kind !== "local") continue;
        const at = { start: node.start, end: node.environment.end };
        const environment = environmentText(node);
        const { body } = node;
        const lines = source.lineAt(body.end) - source.lineAt(body.start) + 1;
        const different = new Set(names.map(({ name }) => name)).size;
        if (lines > options.lines)
          report({ at, message: "lines", data: { environment, count: lines } });
        else if (different > options.names)
          report({ at, message: "names", data: { environment, count: different } });
      }
    },
  },
});
