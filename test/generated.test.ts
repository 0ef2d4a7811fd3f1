import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { rules } from "../rules/index.ts";
import { renderConfigSchema } from "../src/codegen/config-schema.ts";
import { readGrammarTables } from "../src/codegen/grammar-tables.ts";
import { renderKinds, renderNodes, type NodeType } from "../src/codegen/grammar-types.ts";
import { renderRuleIndex } from "../src/codegen/rule-index.ts";
import { renderRulePage } from "../src/codegen/rule-page.ts";
import { renderRuleTable } from "../src/codegen/rule-table.ts";
import { renderWasmInputs } from "../src/codegen/wasm-inputs.ts";
import { explainExample } from "./rule-harness/explain-example.ts";

// `npm run generate` is this file with -u: every generated file of the project is written, and checked, here. A new
// rule needs it twice: once for the index, once for what is made from the rules in it. The script does so.

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): string => readFileSync(root + path, "utf8");

const folders = readdirSync(`${root}rules`, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);
const filesOf = (ending: string): string[] =>
  folders.flatMap(({ name }) =>
    readdirSync(`${root}rules/${name}`)
      .filter((file) => file.endsWith(ending))
      .map((file) => `${name}/${file}`),
  );

test("rules/index.ts", async () => {
  await expect(renderRuleIndex(filesOf(".ts"))).toMatchFileSnapshot(`${root}rules/index.ts`);
});

test("rules/README.md", async () => {
  await expect(renderRuleTable(rules)).toMatchFileSnapshot(`${root}rules/README.md`);
});

describe("pages", () => {
  test.each(rules.map((rule) => ({ id: rule.id, rule })))("$id", async ({ rule }) => {
    const page = renderRulePage(rule, explainExample(rule));
    await expect(page).toMatchFileSnapshot(`${root}rules/${rule.category}/${rule.id}.md`);
  });

  test("belong to a rule, and every fixture folder too", () => {
    const ids = new Set(rules.map(({ id }) => id));
    const pages = filesOf(".md").filter(
      (path) => !existsSync(`${root}rules/${path.replace(/\.md$/, ".ts")}`),
    );
    const strays = readdirSync(`${root}fixtures/rules`).filter((name) => !ids.has(name));
    expect([...pages, ...strays]).toEqual([]);
  });

  test("file names say id and category", () => {
    const expected = rules.map(({ id, category }) => `${category}/${id}.ts`);
    expect(filesOf(".ts").toSorted()).toEqual(expected.toSorted());
  });
});

test("schemas/config.schema.json", async () => {
  await expect(renderConfigSchema(rules)).toMatchFileSnapshot(`${root}schemas/config.schema.json`);
});

test("the grammar's kinds and views", async () => {
  const tables = readGrammarTables(readFileSync(`${root}src/syntax/wasm/nix.wasm`));
  const nodeTypes = JSON.parse(read("src/syntax/grammar/node-types.json")) as NodeType[];
  await expect(renderKinds(tables)).toMatchFileSnapshot(`${root}src/syntax/generated/kinds.ts`);
  await expect(renderNodes(nodeTypes, tables)).toMatchFileSnapshot(
    `${root}src/syntax/generated/nodes.ts`,
  );
});

test("what the parser module was built from", async () => {
  await expect(renderWasmInputs(root)).toMatchFileSnapshot(
    `${root}src/syntax/wasm/nix.wasm.inputs`,
  );
});
