import { createConfig, type Config } from "../../src/config/index.ts";
import type { Diagnostic, FixSafety } from "../../src/diagnostic/index.ts";
import {
  auditProject,
  createFileAuditor,
  fixFile,
  fixProject,
  type FixOutcome,
  type LoadedProject,
} from "../../src/engine/index.ts";
import { isProjectRule, type Rule } from "../../src/rule/index.ts";
import { createMemoryReader } from "./memory-reader.ts";
import { createParser, findSyntaxErrors, loadParserModule } from "../../src/syntax/index.ts";

export const parser = createParser(loadParserModule());

/** One sample, and what the rule is told about it. */
export interface Sample {
  readonly text: string;
  readonly path?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The other files of the project, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A config under which one rule runs, with the given options. */
export function configFor(rule: Rule, options: Readonly<Record<string, unknown>> = {}): Config {
  return createConfig(
    {
      path: undefined,
      root: "/",
      auditRoot: "/",
      preset: "opt-in",
      exclude: [],
      maxFileSize: 100_000_000,
      rules: [{ name: rule.id, level: "on", options }],
      overrides: [],
      select: [rule.id, ...neededBy(rule)],
      ignore: [],
      minimumSeverity: "info",
      minimumConfidence: "low",
    },
    [rule, ...helpers.filter(({ id }) => neededBy(rule).includes(id) && id !== rule.id)],
  );
}

/** `unused-suppression` can only be judged beside a rule that a comment silences. */
const helpers: Rule[] = [];

/** Rules that a sample of another rule may name. */
export function setHelpers(rules: readonly Rule[]): void {
  helpers.push(...rules);
}

function neededBy(rule: Rule): string[] {
  return rule.id === "unused-suppression" ? ["redundant-rec"] : [];
}

function auditorFor(rule: Rule, { options }: Sample): ReturnType<typeof createFileAuditor> {
  return createFileAuditor({
    parser,
    rules: rulesFor(rule),
    config: configFor(rule, options),
    lineHashes: false,
    evidence: isProjectRule(rule),
  });
}

function rulesFor(rule: Rule): Rule[] {
  return [rule, ...helpers.filter(({ id }) => neededBy(rule).includes(id))];
}

function pathOf({ path }: Sample): string {
  return path ?? "module.nix";
}

/** The sample and its other files as a project of its own. */
function loadProject(rule: Rule, sample: Sample): LoadedProject {
  const files = new Map(
    Object.entries({ ...sample.files, [pathOf(sample)]: sample.text }).map(([path, text]) => [
      path,
      Buffer.from(text),
    ]),
  );
  const auditor = auditorFor(rule, sample);
  return {
    root: "/",
    evidence: Array.from(files).flatMap(([path, bytes]) =>
      path.endsWith(".nix") ? (auditor.auditBytes(path, bytes).evidence ?? []) : [],
    ),
    others: [...files.keys()].filter((path) => !path.endsWith(".nix")),
    isWhole: true,
    reader: createMemoryReader(files),
    covers: () => true,
  };
}

/** The rule's findings in a sample, of a project rule those in all of its files. A rule that throws fails the test. */
export function findingsOf(rule: Rule, sample: Sample): readonly Diagnostic[] {
  const { findings, failures } = isProjectRule(rule)
    ? auditProject(loadProject(rule, sample), {
        rules: rulesFor(rule),
        config: configFor(rule, sample.options),
        lineHashes: false,
        now: testDay,
      })
    : auditorFor(rule, sample).auditBytes(pathOf(sample), Buffer.from(sample.text));
  const [failure] = failures;
  if (failure)
    throw new Error(`${failure.ruleId ?? "the engine"} threw: ${failure.stack ?? failure.message}`);
  return findings.filter(({ ruleId }) => ruleId === rule.id);
}

/** The day that samples are judged by, for rules about ages. */
const testDay = new Date("2026-11-20");

/** The sample with the rule's fixes applied until none is left; of a project, the other files as they are then too. */
export function fixSample(
  rule: Rule,
  sample: Sample,
  allowed: readonly FixSafety[],
): FixOutcome & { readonly files: Readonly<Record<string, string>> } {
  const path = pathOf(sample);
  const before = Buffer.from(sample.text);
  const auditor = auditorFor(rule, sample);
  const files = { ...sample.files };
  if (!isProjectRule(rule))
    return { ...fixFile(auditor, parser, { path, bytes: before }, new Set(allowed)), files };
  const texts = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  texts.set(path, before);
  const { changed, failures } = fixProject(loadProject(rule, sample), {
    rules: rulesFor(rule),
    config: configFor(rule, sample.options),
    now: testDay,
    auditor,
    parser,
    allowed: new Set(allowed),
    readerWith: (changes) => createMemoryReader(new Map([...texts, ...changes])),
  });
  let applied = 0;
  for (const [name, change] of changed) {
    applied += change.applied;
    if (name !== path) files[name] = Buffer.from(change.after).toString();
  }
  return { path, before, after: changed.get(path)?.after ?? before, applied, failures, files };
}

/** Whether the text parses. */
export function isSound(text: string): boolean {
  return findSyntaxErrors(parser.parse(Buffer.from(text))).length === 0;
}

/** The texts of all comments, sorted. */
export function commentsOf(text: string): string[] {
  return parser
    .parse(Buffer.from(text))
    .comments.map((comment) => comment.text.trim())
    .toSorted();
}
