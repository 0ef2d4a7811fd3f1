import type { ConfigOverride, NamedSetting, RuleLevel } from "./config.ts";
import type { ConfigFile, RulesTable } from "./parse-config.ts";
import { quoteName } from "./quote-name.ts";
import type { RuleNames } from "./rule-names.ts";
import { levels } from "./schema.ts";

/** The settings of a config file with every former id replaced; categories come before rules. */
export interface ResolvedSettings {
  readonly rules: readonly NamedSetting[];
  readonly overrides: readonly ConfigOverride[];
}

/** Resolves the names in a config file that fits the schema. Reports a rule that is set under two names. */
export function resolveSettings(
  file: ConfigFile,
  names: RuleNames,
  report: (keys: readonly string[], message: string) => void,
): ResolvedSettings {
  function resolveTable(table: RulesTable, keys: readonly string[]): readonly NamedSetting[] {
    const settings = new Map<string, NamedSetting>();
    for (const [key, value] of Object.entries(table)) {
      const name = names.resolve(key);
      if (name === undefined) continue;
      if (settings.has(name)) {
        report([...keys, key], `${quoteName(key)} sets the rule \`${name}\` a second time`);
      }
      settings.set(name, resolveSetting(name, value));
    }
    return [...settings.values()].toSorted((left, right) => (order(left) < order(right) ? -1 : 1));
  }

  function order({ name }: NamedSetting): string {
    return `${names.isCategory(name) ? 0 : 1}${name}`;
  }

  return {
    rules: resolveTable(file.rules ?? {}, ["rules"]),
    overrides: (file.overrides ?? []).map(({ paths, rules }, index) => ({
      paths,
      rules: resolveTable(rules, ["overrides", String(index), "rules"]),
    })),
  };
}

function resolveSetting(name: string, value: RulesTable[string]): NamedSetting {
  if (typeof value === "string") return { name, level: toLevel(value), options: {} };
  const { severity, ...options } = value;
  return { name, level: toLevel(severity), options };
}

function toLevel(value: unknown): RuleLevel | undefined {
  return levels.find((level) => level === value);
}
