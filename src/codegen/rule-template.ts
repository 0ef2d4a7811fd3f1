/** `rules/<category>/<id>.ts` as `npm run new-rule` makes it: it compiles, and its tests fail until it is filled in. */
export function renderRuleTemplate(category: string, id: string): string {
  return `import { defineRule } from "../../src/rule/index.ts";

export default defineRule({
  id: "${id}",
  summary: "a noun phrase for the defect",
  category: "${category}",
  severity: "warning",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: { found: "What is wrong with \`{name}\`, in one sentence." },
  docs: {
    why: "What breaks, costs or confuses.",
    examples: [{ bad: "{ a = 1; }\\n", good: "{ }\\n" }],
    traps: [{ good: "{ b = 1; }\\n", because: "why this is fine" }],
  },
  visit: {
    binding(node, { report }) {
      report({ at: node.attrpath, message: "found", data: { name: node.attrpath.text } });
    },
  },
});
`;
}

/** The same for a rule that looks at the whole project. */
export function renderProjectRuleTemplate(category: string, id: string): string {
  return `import { defineProjectRule } from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "${id}",
  summary: "a noun phrase for the defect",
  category: "${category}",
  severity: "warning",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: { found: "What is wrong with \`{path}\`, in one sentence." },
  docs: {
    why: "What breaks, costs or confuses.",
    examples: [{ bad: "{ a = 1; }\\n", good: "{ }\\n", path: "flake.nix", files: {} }],
    traps: [{ good: "{ b = 1; }\\n", because: "why this is fine", files: {} }],
  },
  check(project, { report }) {
    for (const path of project.files.keys()) {
      report({ at: { path, span: { start: 0, end: 1 } }, message: "found", data: { path } });
    }
  },
});
`;
}

/** `fixtures/rules/<id>/bad.nix` to start from. */
export function renderFixtureTemplate(id: string): string {
  return `{\n  a = 1;\n# ^ ${id}\n}\n`;
}
