import { categories, type Category, type RuleMetadata } from "../diagnostic/index.ts";

/** The names that a setting may give: categories, ids of rules, and ids that rules had before. */
export interface RuleNames {
  /** The category, or the current id of the rule; undefined for a name that is neither. */
  resolve(name: string): string | undefined;
  isCategory(name: string): name is Category;
  /** The names to suggest: categories and current ids. */
  readonly current: readonly string[];
}

/** Indexes the names of a catalogue. A category wins over a rule of the same name. */
export function createRuleNames(rules: readonly RuleMetadata[]): RuleNames {
  const currentNames = new Map<string, string>();
  for (const rule of rules) {
    for (const formerId of rule.formerIds ?? []) currentNames.set(formerId, rule.id);
  }
  for (const rule of rules) currentNames.set(rule.id, rule.id);
  for (const category of categories) currentNames.set(category, category);
  const categoryNames = new Set<string>(categories);
  return {
    resolve: (name) => currentNames.get(name),
    isCategory: (name): name is Category => categoryNames.has(name),
    current: [...new Set(currentNames.values())],
  };
}
