import { createConfig, type Config } from "../../src/config/index.ts";
import type { Diagnostic, FixSafety } from "../../src/diagnostic/index.ts";
import {
  createFileAuditor,
  createTextAuditor,
  fixFile,
  type FixOutcome,
} from "../../src/engine/index.ts";
import type { Rule } from "../../src/rule/index.ts";
import { createParser, findSyntaxErrors, loadParserModule } from "../../src/syntax/index.ts";

export const parser = createParser(loadParserModule());

/** One sample, and what the rule is told about it. */
export interface Sample {
  readonly text: string;
  readonly path?: string;
  readonly options?: Readonly<Record<string, unknown>>;
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
  const rules = [rule, ...helpers.filter(({ id }) => neededBy(rule).includes(id))];
  return createFileAuditor({ parser, rules, config: configFor(rule, options), lineHashes: false });
}

/** The rule's findings in a sample. A rule that throws fails the test. */
export function findingsOf(rule: Rule, sample: Sample): readonly Diagnostic[] {
  const path = sample.path ?? "module.nix";
  const auditor = isNixSample(rule, sample)
    ? auditorFor(rule, sample)
    : createTextAuditor({
        rules: [rule],
        config: configFor(rule, sample.options),
        sopsRules: [{ path: ".sops.yaml", patterns: ["^by-rule/"] }],
        lineHashes: false,
      });
  const { findings, failures } = auditor.auditBytes(path, Buffer.from(sample.text));
  const [failure] = failures;
  if (failure)
    throw new Error(`${failure.ruleId ?? "the engine"} threw: ${failure.stack ?? failure.message}`);
  return findings.filter(({ ruleId }) => ruleId === rule.id);
}

/** Whether a sample is Nix; a rule on other files may have both. */
export function isNixSample(rule: Rule, { path = "module.nix" }: Pick<Sample, "path">): boolean {
  return rule.scope !== "text" && (rule.checkText === undefined || path.endsWith(".nix"));
}

/** The sample with the rule's fixes applied until none is left. */
export function fixSample(rule: Rule, sample: Sample, allowed: readonly FixSafety[]): FixOutcome {
  const path = sample.path ?? "module.nix";
  return fixFile(
    auditorFor(rule, sample),
    parser,
    { path, bytes: Buffer.from(sample.text) },
    new Set(allowed),
  );
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
