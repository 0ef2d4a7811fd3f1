const notice = "// Generated from the folders below by `npm run generate`. Do not edit.";

/**
 * `rules/index.ts`: every rule that is there, sorted by id. `paths` are relative to `rules/`: "style/redundant-rec.ts".
 */
export function renderRuleIndex(paths: readonly string[]): string {
  const rules = paths
    .map((path) => ({ path, id: path.replace(/^.*\/|\.ts$/g, "") }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ path, id }) => ({
      path,
      name: id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    }));
  return [
    notice,
    'import type { Rule } from "../src/rule/index.ts";',
    ...rules.map(({ path, name }) => `import ${name} from "./${path}";`),
    "",
    "/** Every rule of the catalogue, sorted by id. */",
    `export const rules: readonly Rule[] = [\n${rules.map(({ name }) => `  ${name},`).join("\n")}\n];`,
    "",
  ].join("\n");
}
