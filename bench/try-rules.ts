import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createConfig } from "../src/config/index.ts";
import { createFileAuditor, fixFile } from "../src/engine/index.ts";
import { discoverFiles } from "../src/project/discovery/index.ts";
import type { Rule } from "../src/rule/index.ts";
import { createParser, findSyntaxErrors, loadParserModule } from "../src/syntax/index.ts";

// Runs single rules over real trees, without the index: what a rule says on code that nobody wrote for it.
//   npx tsx bench/try-rules.ts RULE[,RULE…] [--show N] [--fix safe|unsafe] TREE…
// RULE is a path below rules/: style/redundant-rec. Prints counts, then N findings spread over all files, each with its
// lines. With --fix each file is fixed in memory, and what no longer parses or does not settle is told.

const [names = "", ...rest] = process.argv.slice(2);
const takeOption = (name: string): string | undefined => {
  const at = rest.indexOf(name);
  return at === -1 ? undefined : rest.splice(at, 2)[1];
};
const show = Number(takeOption("--show") ?? 20);
const fixLevel = takeOption("--fix");

const rules = await Promise.all(
  names
    .split(",")
    .map(async (name) => ((await import(`../rules/${name}.ts`)) as { default: Rule }).default),
);
const parser = createParser(loadParserModule());
const found: { readonly ruleId: string; readonly text: string }[] = [];
let files = 0;
let fixed = 0;
const start = performance.now();
for (const tree of rest) {
  const root = resolve(tree);
  const config = createConfig(
    {
      path: undefined,
      root,
      auditRoot: root,
      preset: "opt-in",
      exclude: [],
      maxFileSize: 4_000_000,
      rules: [],
      overrides: [],
      select: rules.map(({ id }) => id),
      ignore: [],
      minimumSeverity: "info",
      minimumConfidence: "low",
    },
    rules,
  );
  const auditor = createFileAuditor({ parser, rules, config, lineHashes: false });
  const discovery = discoverFiles({
    root,
    paths: [root],
    exclude: [],
    forceExclude: false,
    respectGitignore: true,
  });
  for (const file of discovery.files) {
    files += 1;
    const { findings, failures } = auditor.auditFile(file);
    for (const failure of failures)
      console.log("THREW", file.absolutePath, failure.stack ?? failure.message);
    for (const finding of findings) {
      const { ruleId, severity, confidence, startLine, startColumn, message, excerpt, fix } =
        finding;
      const place = `${file.absolutePath}:${startLine}:${startColumn}`;
      const mark = fix ? ` [${fix.safety}: ${fix.title}]` : "";
      const text = `${place}: ${severity}/${confidence} ${ruleId}: ${message}${mark}\n${excerpt.lines.join("\n")}\n`;
      found.push({ ruleId, text });
    }
    if (fixLevel) tryFixes(file);
  }

  function tryFixes({ absolutePath, path }: { absolutePath: string; path: string }): void {
    const allowed = new Set(
      fixLevel === "unsafe" ? (["safe", "unsafe"] as const) : (["safe"] as const),
    );
    const bytes = readFileSync(absolutePath);
    const outcome = fixFile(auditor, parser, { path, bytes }, allowed);
    if (outcome.applied === 0) return;
    fixed += outcome.applied;
    const sound = findSyntaxErrors(parser.parse(outcome.after)).length === 0;
    const again = fixFile(auditor, parser, { path, bytes: outcome.after }, allowed).applied;
    if (!sound || again > 0 || outcome.failures.length > 0)
      console.log("FIX", absolutePath, { sound, again }, outcome.failures);
  }
}
for (const { id } of rules) {
  const own = found.filter(({ ruleId }) => ruleId === id);
  console.log(`== ${id}: ${own.length} in ${files} files`);
  const step = Math.max(1, Math.floor(own.length / show));
  for (let index = 0; index < own.length && index / step < show; index += step)
    console.log(own[index]?.text);
}
console.log(`${files} files, ${(performance.now() - start).toFixed(0)} ms, ${fixed} fixes`);
