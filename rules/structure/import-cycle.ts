import { defineProjectRule, isSamplePath, isTestPath } from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "import-cycle",
  summary: "a circle of modules that import each other",
  category: "structure",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    self: "`{path}` imports itself: Nix never comes to an end.",
    cycle: "`{path}` imports itself by way of {way}: Nix never comes to an end.",
  },
  docs: {
    why: "The module system reads every import before it looks whether it knows the file already. Modules that import each other end in a stack overflow that names neither of them.",
    examples: [
      {
        bad: "{\n  imports = [ ./users.nix ];\n}\n",
        good: "{\n  imports = [ ./groups.nix ];\n}\n",
        path: "base.nix",
        files: { "users.nix": "{ imports = [ ./base.nix ]; }\n", "groups.nix": "{ }\n" },
      },
    ],
    traps: [
      {
        good: "{\n  imports = [\n    ./web.nix\n    ./mail.nix\n  ];\n}\n",
        because: "two ways to one file are no circle",
        path: "host.nix",
        files: {
          "web.nix": "{ imports = [ ./base.nix ]; }\n",
          "mail.nix": "{ imports = [ ./base.nix ]; }\n",
          "base.nix": "{ }\n",
        },
      },
      {
        good: "{\n  one = 1;\n  both = (import ./sum.nix).sum;\n}\n",
        because: "a value that is imported is only worked out where it is used",
        path: "numbers.nix",
        files: { "sum.nix": "{ sum = (import ./numbers.nix).one + 1; }\n" },
      },
    ],
  },
  check(project, { report }) {
    for (const cycle of project.graph.cycles) {
      const [first, ...others] = cycle;
      if (!first) continue;
      const at = { path: first.from, span: first.span };
      const isAside = cycle.every(({ from }) => isTestPath(from) || isSamplePath(from));
      const severity = isAside ? "warning" : "error";
      if (others.length === 0) {
        report({ at, message: "self", data: { path: first.from }, severity });
        continue;
      }
      const way = others.map(({ from }) => `\`${from}\``).join(", then ");
      const related = others.map((edge) => ({
        at: { path: edge.from, span: edge.span },
        message: "and this one imports the next",
      }));
      report({ at, message: "cycle", data: { path: first.from, way }, severity, related });
    }
  },
});
