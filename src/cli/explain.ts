import { Chalk, type ChalkInstance } from "chalk";
import type { RuleExample, RuleMetadata } from "../diagnostic/index.ts";
import { pageOf } from "./tool.ts";

/** `nixaudit explain ID`: what a rule's page says, for a terminal. */
export function renderExplanation(rule: RuleMetadata, color: boolean): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const { docs } = rule;
  const facts = [rule.category, rule.severity, `${rule.confidence} confidence`, rule.preset];
  if (rule.fix !== "none") facts.push(`${rule.fix} fix`);
  const sections = [
    `${chalk.bold(rule.id)}: ${rule.summary}`,
    chalk.dim(facts.join(" · ")),
    docs.why,
    ...docs.examples.map((example) => renderExample(example, chalk)),
    section(
      "Not reported",
      docs.traps?.map(({ good, because }) => `${indent(good)}\n  (${because})`).join("\n\n"),
      chalk,
    ),
    section("What the fix may change", docs.fixSafety, chalk),
    section("When to turn it off", docs.whenNotToUse, chalk),
    section("Turning it off", turningOff(rule), chalk),
    section("References", [...(docs.references ?? []), pageOf(rule)].join("\n"), chalk),
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function renderExample({ bad, good }: RuleExample, chalk: ChalkInstance): string {
  return `${chalk.red("Reported")}\n${indent(bad)}\n\n${chalk.green("Instead")}\n${indent(good)}`;
}

function section(
  title: string,
  text: string | undefined,
  chalk: ChalkInstance,
): string | undefined {
  return text ? `${chalk.bold(title)}\n${text}` : undefined;
}

function turningOff({ id }: RuleMetadata): string {
  return [
    `one line:      # nixaudit: ignore[${id}] the reason`,
    `one file:      # nixaudit: ignore-file[${id}] the reason`,
    `everywhere:    ${id} = "off"   (below [rules] in nixaudit.toml)`,
  ].join("\n");
}

function indent(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, "    ");
}
