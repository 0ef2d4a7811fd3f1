import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readGrammarTables } from "../src/codegen/grammar-tables.ts";
import { renderKinds, renderNodes, type NodeType } from "../src/codegen/grammar-types.ts";
import { renderRuleIndex } from "../src/codegen/rule-index.ts";
import { renderWasmInputs } from "../src/codegen/wasm-inputs.ts";

// `npm run generate` is this file with -u: every generated file of the project is written, and checked, here.

const root = fileURLToPath(new URL("..", import.meta.url));

const ruleFiles = readdirSync(`${root}/rules`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(`${root}/rules/${name}`).map((file) => `${name}/${file}`))
  .filter((path) => path.endsWith(".ts"));

test("rules/index.ts", async () => {
  await expect(renderRuleIndex(ruleFiles)).toMatchFileSnapshot(`${root}/rules/index.ts`);
});

test("the grammar's kinds and views", async () => {
  const tables = readGrammarTables(readFileSync(`${root}/src/syntax/wasm/nix.wasm`));
  const nodeTypes = JSON.parse(
    readFileSync(`${root}/src/syntax/grammar/node-types.json`, "utf8"),
  ) as NodeType[];
  await expect(renderKinds(tables)).toMatchFileSnapshot(`${root}/src/syntax/generated/kinds.ts`);
  await expect(renderNodes(nodeTypes, tables)).toMatchFileSnapshot(
    `${root}/src/syntax/generated/nodes.ts`,
  );
});

test("what the parser module was built from", async () => {
  await expect(renderWasmInputs(root)).toMatchFileSnapshot(
    `${root}/src/syntax/wasm/nix.wasm.inputs`,
  );
});
