import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { categories } from "../diagnostic/index.ts";
import {
  renderFixtureTemplate,
  renderProjectRuleTemplate,
  renderRuleTemplate,
} from "./rule-template.ts";

// npm run new-rule -- CATEGORY/ID [project]

const root = fileURLToPath(new URL("../..", import.meta.url));
const [category = "", id = ""] = (process.argv[2] ?? "").split("/");
const scope = process.argv[3] ?? "file";
const problem = findProblem();
if (problem === undefined) {
  const isOfProject = scope === "project";
  const render = isOfProject ? renderProjectRuleTemplate : renderRuleTemplate;
  const fixture = isOfProject ? "bad-project/flake.nix" : "bad.nix";
  const files = {
    [`rules/${category}/${id}.ts`]: render(category, id),
    [`fixtures/rules/${id}/${fixture}`]: renderFixtureTemplate(id),
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
    `new-rule: ${problem}\nUse: npm run new-rule -- CATEGORY/ID [project], such as flake/unlocked-input project\n`,
  );
  process.exitCode = 2;
}

function findProblem(): string | undefined {
  if (!(categories as readonly string[]).includes(category))
    return `there is no category \`${category}\``;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) return `\`${id}\` is no kebab-case id`;
  if (!["file", "project"].includes(scope)) return `there is no scope \`${scope}\``;
  return existsSync(`${root}rules/${category}/${id}.ts`)
    ? `${category}/${id} is there already`
    : undefined;
}
