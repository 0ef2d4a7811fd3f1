import { describe, expect, test } from "vitest";
import { createConfig } from "../../src/config/index.ts";
import { createFileAuditor, fixFile, type FixOutcome } from "../../src/engine/index.ts";
import { defineRule, type Rule } from "../../src/rule/index.ts";
import { createParser, loadParserModule } from "../../src/syntax/index.ts";

const base = {
  summary: "a test",
  category: "style",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  messages: { found: "Found." },
  docs: { why: "A test.", examples: [] },
} as const;

/** Takes away the formal `lib`, as long as nothing reads it. */
const removesFormal = defineRule({
  ...base,
  id: "removes-formal",
  visit: {
    formal(node, { semantics, report }) {
      const binding = semantics.bindings.find(({ nameNode }) => nameNode === node.name);
      if (node.name.text !== "lib" || (binding?.references.length ?? 0) > 0) return;
      const edits = [{ span: { start: node.start, end: node.end + 2 }, newText: "" }];
      report({ at: node, message: "found", fix: { title: "Remove it", edits } });
    },
  },
});

/** Writes `lib` for `old`, where there is a `lib`. */
const usesFormal = defineRule({
  ...base,
  id: "uses-formal",
  visit: {
    variable_expression(node, { semantics, report }) {
      if (node.text !== "old" || !semantics.bindings.some(({ name }) => name === "lib")) return;
      report({
        at: node,
        message: "found",
        fix: { title: "Use `lib`", edits: [{ span: node, newText: "lib" }] },
      });
    },
  },
});

const breaks = defineRule({
  ...base,
  id: "breaks",
  visit: {
    integer_expression(node, { report }) {
      const edits = [{ span: node, newText: "(" }];
      report({ at: node, message: "found", fix: { title: "Break it", edits } });
    },
  },
});

function fix(rules: readonly Rule[], text: string): FixOutcome {
  const parser = createParser(loadParserModule());
  const config = createConfig(
    {
      path: undefined,
      root: "/",
      auditRoot: "/",
      preset: "recommended",
      exclude: [],
      maxFileSize: 1_000_000,
      rules: [],
      overrides: [],
      select: undefined,
      ignore: [],
      minimumSeverity: "info",
      minimumConfidence: "low",
    },
    rules,
  );
  const auditor = createFileAuditor({ parser, rules, config, lineHashes: false });
  return fixFile(auditor, parser, { path: "x.nix", bytes: Buffer.from(text) }, new Set(["safe"]));
}

describe("fixFile", () => {
  test("never lets one fix take away the name that another begins to use", () => {
    const { after, failures } = fix([removesFormal, usesFormal], "{ lib, old }: old");
    expect(failures).toEqual([]);
    expect(after.toString()).toBe("{ old }: old");
  });

  test("drops a fix that would leave broken text, says so, and applies the others", () => {
    const { after, failures } = fix([breaks, usesFormal], "{ lib, old }: [ old 1 ]");
    expect(failures.map(({ ruleId }) => ruleId)).toEqual(["breaks"]);
    expect(after.toString()).toBe("{ lib, old }: [ lib 1 ]");
  });

  test("leaves a file with a syntax error alone", () => {
    const { applied, after } = fix([usesFormal], "{ lib, old }: old )");
    expect(applied).toBe(0);
    expect(after.toString()).toBe("{ lib, old }: old )");
  });
});
