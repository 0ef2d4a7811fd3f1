import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { renderConfigSchema } from "../../src/codegen/config-schema.ts";
import { findNearestName } from "../../src/config/index.ts";
import { parseFileSize } from "../../src/config/file-size.ts";
import { sampleRules } from "./sample-rules.ts";

it("renders a schema that is valid, complete and independent of order", () => {
  const text = renderConfigSchema(sampleRules);
  expect(renderConfigSchema(sampleRules.toReversed())).toBe(text);
  const isValid = new Ajv2020({ strictTypes: false }).compile(JSON.parse(text));
  expect(
    isValid({
      rules: { "large-file": { "max-lines": 3 }, "dead-binding": "on" },
    }),
  ).toBe(true);
  expect(isValid({ rules: { "large-file": { "max-lines": "3" } } })).toBe(false);
  expect(isValid({ rules: { other: "on" } })).toBe(false);
});

it.each([
  ["4 MB", 4e6],
  ["4MiB", 4 * 2 ** 20],
  ["1.5 kB", 1500],
  ["12 B", 12],
  ["12", undefined],
  ["4 mb", undefined],
  ["-4 MB", undefined],
  ["4  MB", undefined],
])("reads the size %s", (text, bytes) => {
  expect(parseFileSize(text)).toBe(bytes);
});

it.each([
  ["unused-bindng", "unused-binding"],
  ["unsued-binding", "unused-binding"],
  ["unused_binding", "unused-binding"],
  ["UNUSED-BINDING", "unused-binding"],
  ["unused-b", "unused-binding"],
  ["flke", "flake"],
  ["something-else", undefined],
  ["", undefined],
  ["x".repeat(100_000), undefined],
])("finds the name nearest to %.20s", (name, expected) => {
  expect(findNearestName(name, ["unused-binding", "unused-formal", "flake"])).toBe(expected);
});
