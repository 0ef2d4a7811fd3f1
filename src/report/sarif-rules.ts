import type { ReportingDescriptor, ToolComponent } from "sarif";
import type { Confidence, RuleExample, RuleMetadata, Severity } from "../diagnostic/index.ts";
import type { ReportContext } from "./reporter.ts";
import { ruleUrl } from "./rule-url.ts";
import { toSarifDescription, toSarifParagraphs } from "./sarif-text.ts";

/** SARIF's word for each severity. */
export const sarifLevels = {
  error: "error",
  warning: "warning",
  info: "note",
} as const satisfies Record<Severity, string>;

/** GitHub keeps the first ten tags of a rule. */
const MAXIMUM_TAGS = 10;

const problemSeverities = {
  error: "error",
  warning: "warning",
  info: "recommendation",
} as const satisfies Record<Severity, string>;

const precisions = { high: "high", medium: "medium", low: "low" } as const satisfies Record<
  Confidence,
  string
>;

/** The rules as SARIF describes them, in their order; `weaknesses` are the taxa that relations point into. */
export function describeRules(
  context: ReportContext,
  weaknesses: readonly number[],
): ReportingDescriptor[] {
  return context.rules.map((rule) => describeRule(rule, context, weaknesses));
}

/** The CWE numbers that the rules name, ascending, each once. */
export function weaknessesOf(rules: readonly RuleMetadata[]): readonly number[] {
  return [...new Set(rules.flatMap((rule) => rule.security?.cwe ?? []))].toSorted((a, b) => a - b);
}

/** The part of the Common Weakness Enumeration that the rules name. */
export function describeWeaknesses(weaknesses: readonly number[]): ToolComponent {
  return {
    name: "CWE",
    organization: "MITRE",
    shortDescription: { text: "The MITRE Common Weakness Enumeration." },
    informationUri: "https://cwe.mitre.org/",
    isComprehensive: false,
    taxa: weaknesses.map((number) => ({
      id: `CWE-${number}`,
      helpUri: `https://cwe.mitre.org/data/definitions/${number}.html`,
    })),
  };
}

function describeRule(
  rule: RuleMetadata,
  context: ReportContext,
  weaknesses: readonly number[],
): ReportingDescriptor {
  const { id, category, severity, security } = rule;
  const helpUri = ruleUrl({ category, ruleId: id }, context);
  const cwe = [...new Set(security?.cwe)];
  return {
    id,
    name: toPascalCase(id),
    shortDescription: { text: toSarifDescription(rule.summary) },
    fullDescription: { text: toSarifDescription(firstParagraph(rule.docs.why) || rule.summary) },
    helpUri,
    help: { text: helpText(rule, helpUri), markdown: helpMarkdown(rule, helpUri) },
    defaultConfiguration: { level: sarifLevels[severity] },
    ...(cwe.length === 0
      ? {}
      : {
          relationships: cwe.map((number) => ({
            target: {
              id: `CWE-${number}`,
              index: weaknesses.indexOf(number),
              toolComponent: { name: "CWE", index: 0 },
            },
            kinds: ["superset"],
          })),
        }),
    properties: {
      tags: tagsOf(rule, cwe),
      precision: precisions[rule.confidence],
      ...(security === undefined
        ? { "problem.severity": problemSeverities[severity] }
        : { "security-severity": security.score.toFixed(1) }),
    },
  };
}

function tagsOf({ category, security }: RuleMetadata, cwe: readonly number[]): string[] {
  if (security === undefined) return [category];
  const weaknessTags = cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, "0")}`);
  return ["security", category, ...weaknessTags].slice(0, MAXIMUM_TAGS);
}

function helpText({ summary, docs }: RuleMetadata, helpUri: string): string {
  const parts = [docs.why, docs.whenNotToUse, docs.fixSafety]
    .map((part) => toSarifParagraphs(part ?? ""))
    .filter((part) => part !== "");
  return [toSarifDescription(summary), ...parts, `More: ${helpUri}`].join("\n\n");
}

function helpMarkdown({ summary, docs }: RuleMetadata, helpUri: string): string {
  const sections = [
    toSarifDescription(summary),
    docs.why,
    ...docs.examples.flatMap(exampleMarkdown),
    ...section("When to turn it off", docs.whenNotToUse),
    ...section("What the fix may change", docs.fixSafety),
    ...section("References", docs.references?.map((url) => `- <${url}>`).join("\n")),
    `[The page of this rule](${helpUri})`,
  ];
  return sections.join("\n\n");
}

function exampleMarkdown({ bad, good }: RuleExample): readonly string[] {
  return ["Reported:", fenced(bad), "Not reported:", fenced(good)];
}

function section(title: string, body: string | undefined): readonly string[] {
  return body === undefined || body === "" ? [] : [`**${title}**`, body];
}

function fenced(code: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/gu), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}nix\n${code.trimEnd()}\n${fence}`;
}

function firstParagraph(markdown: string): string {
  return markdown.trim().split(/\n\s*\n/u, 1)[0] ?? "";
}

function toPascalCase(id: string): string {
  return id
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}
