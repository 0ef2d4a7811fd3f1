import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { categories } from "../diagnostic/index.ts";
import { renderFixtureTemplate, renderRuleTemplate } from "./rule-template.ts";

// npm run new-rule -- CATEGORY/ID

const root = fileURLToPath(new URL("../..", import.meta.url));
const [category = "", id = ""] = (process.argv[2] ?? "").split("/");
const problem = findProblem();
if (problem === undefined) {
  const files = {
    [`rules/${category}/${id}.ts`]: renderRuleTemplate(category, id),
    [`fixtures/rules/${id}/bad.nix`]: renderFixtureTemplate(id),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(root + path), { recursive: true });
    writeFileSync(root + path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
  process.stdout.write(
    `Fill both in, then: npm run generate && npm run check\nWhile writing: RULES=${category}/${id} npx vitest run test/rules.test.ts\n`,
  );
} else {
  process.stderr.write(
    `new-rule: ${problem}\nUse: npm run new-rule -- CATEGORY/ID, such as flake/unlocked-input\n`,
  );
  process.exitCode = 2;
}

function findProblem(): string | undefined {
  if (!(categories as readonly string[]).includes(category))
    return `there is no category \`${category}\``;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) return `\`${id}\` is no kebab-case id`;
  return existsSync(`${root}rules/${category}/${id}.ts`)
    ? `${category}/${id} is there already`
    : undefined;
}
