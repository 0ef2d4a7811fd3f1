import { Chalk } from "chalk";
import { categories, type RuleMetadata } from "../diagnostic/index.ts";
import { rules } from "../index.ts";
import { findNearestName } from "../config/index.ts";
import { UsageError } from "./failure.ts";
import { pageOf } from "./tool.ts";

export interface RulesOptions {
  readonly category?: string;
  readonly preset?: string;
  readonly severity?: string;
  readonly fixable?: boolean;
  readonly format: "text" | "json";
}

/** `nixaudit rules`: the catalogue as a table, or as json. */
export function renderRules(options: RulesOptions, color: boolean): string {
  const chosen = rules.filter(
    (rule) =>
      (options.category === undefined || rule.category === options.category) &&
      (options.preset === undefined || rule.preset === options.preset) &&
      (options.severity === undefined || rule.severity === options.severity) &&
      (!options.fixable || rule.fix !== "none"),
  );
  if (options.format === "json") return `${JSON.stringify(chosen.map(describe), undefined, 2)}\n`;
  return renderTable(chosen, color);
}

function describe(rule: RuleMetadata): object {
  const { id, summary, category, severity, confidence, preset, since, fix } = rule;
  const url = pageOf(rule);
  return { id, summary, category, severity, confidence, preset, since, fix, url };
}

function renderTable(chosen: readonly RuleMetadata[], color: boolean): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const width = Math.max(0, ...chosen.map(({ id }) => id.length));
  const lines: string[] = [];
  for (const category of categories) {
    const members = chosen.filter((rule) => rule.category === category);
    if (members.length === 0) continue;
    lines.push(chalk.bold(category));
    for (const { id, severity, preset, fix, summary } of members) {
      const marks = [
        severity.padEnd(7),
        preset.padEnd(11),
        (fix === "none" ? "" : `${fix} fix`).padEnd(10),
      ].join(" ");
      lines.push(`  ${id.padEnd(width)}  ${chalk.dim(marks)}  ${summary}`);
    }
    lines.push("");
  }
  const count = chosen.length === 1 ? "1 rule" : `${chosen.length} rules`;
  lines.push(`${count}. \`nixaudit explain RULE\` tells more of one.`, "");
  return lines.join("\n");
}

/** The rule of an id, also of one that it had before. */
export function findRule(id: string): RuleMetadata {
  const rule = rules.find((candidate) => candidate.id === id || candidate.formerIds?.includes(id));
  if (rule) return rule;
  const nearest = findNearestName(
    id,
    rules.map((candidate) => candidate.id),
  );
  const hint =
    nearest === undefined ? "`nixaudit rules` lists all" : `did you mean \`${nearest}\`?`;
  throw new UsageError(`there is no rule \`${id}\`; ${hint}`);
}
