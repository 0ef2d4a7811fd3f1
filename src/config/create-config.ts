import { relative } from "node:path";
import ignore from "ignore";
import { presets, type Severity } from "../diagnostic/index.ts";
import type {
  Config,
  ConfigData,
  ConfigurableRule,
  NamedSetting,
  RuleLevel,
  RuleSetting,
} from "./config.ts";
import { optionSchemas } from "./schema.ts";

/** Makes a config from its plain data. The rules must be the ones that the data was checked against. */
export function createConfig(data: ConfigData, rules: readonly ConfigurableRule[]): Config {
  const toConfigPath = createPathConverter(data);
  const overrides = data.overrides.map(({ paths, rules: settings }) => ({
    settings,
    matcher: ignore({ ignoreCase: false }).add([...paths]),
  }));
  const settingsByOverrides = new Map<string, ReadonlyMap<string, RuleSetting>>();

  function settingsFor(path: string): ReadonlyMap<string, RuleSetting> {
    const configPath = overrides.length === 0 ? undefined : toConfigPath(path);
    const matching = overrides.filter(
      ({ matcher }) => configPath !== undefined && matcher.ignores(configPath),
    );
    const key = matching.map((override) => overrides.indexOf(override)).join();
    let settings = settingsByOverrides.get(key);
    if (settings === undefined) {
      const tables = [data.rules, ...matching.map((override) => override.settings)];
      settings = decideSettings(data, rules, tables);
      settingsByOverrides.set(key, settings);
    }
    return settings;
  }

  const { path, root, auditRoot, baseline, ...decisive } = data;
  return {
    path,
    root,
    exclude: data.exclude,
    maxFileSize: data.maxFileSize,
    ...(baseline === undefined ? {} : { baseline }),
    minimumSeverity: data.minimumSeverity,
    minimumConfidence: data.minimumConfidence,
    settingsFor,
    fingerprint: stableText({ ...decisive, base: relative(auditRoot, root) }),
    data,
  };
}

/** From a path relative to the audit root to one relative to the config; undefined for one outside of it. */
function createPathConverter({
  root,
  auditRoot,
}: ConfigData): (path: string) => string | undefined {
  const toAuditRoot = relative(root, auditRoot);
  const isAbove = toAuditRoot === ".." || toAuditRoot.startsWith("../");
  const stripped = isAbove ? `${relative(auditRoot, root)}/` : "";
  const added = isAbove || toAuditRoot === "" ? "" : `${toAuditRoot}/`;
  return (path) => {
    if (!path.startsWith(stripped)) return undefined;
    const configPath = added + path.slice(stripped.length);
    return ignore.isPathValid(configPath) ? configPath : undefined;
  };
}

interface RuleState {
  level: RuleLevel;
  /** What decided the level: a setting of the rule itself weighs more than one of its category. */
  isByRule: boolean;
  options: Readonly<Record<string, unknown>>;
}

function decideSettings(
  data: ConfigData,
  rules: readonly ConfigurableRule[],
  tables: readonly (readonly NamedSetting[])[],
): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  const indexed = tables.map((table) => new Map(table.map((setting) => [setting.name, setting])));
  for (const rule of rules) {
    const state: RuleState = {
      ...presetState(data, rule),
      options: defaultOptions(rule),
    };
    for (const table of indexed) {
      apply(state, table.get(rule.category), false);
      apply(state, table.get(rule.id), true);
    }
    applyCommandLine(state, data, rule);
    if (state.level === "off") continue;
    const severity: Severity | undefined = state.level === "on" ? undefined : state.level;
    settings.set(rule.id, {
      ruleId: rule.id,
      severity,
      options: state.options,
    });
  }
  return settings;
}

function presetState(
  data: ConfigData,
  rule: ConfigurableRule,
): { readonly level: RuleLevel; readonly isByRule: boolean } {
  const isInPreset = presets.indexOf(rule.preset) <= presets.indexOf(data.preset);
  return {
    level: isInPreset || rule.category === "syntax" ? "on" : "off",
    isByRule: false,
  };
}

function apply(state: RuleState, setting: NamedSetting | undefined, isByRule: boolean): void {
  if (setting === undefined) return;
  if (setting.level !== undefined) {
    state.level = setting.level;
    state.isByRule = isByRule;
  }
  state.options = { ...state.options, ...setting.options };
}

/** Selecting a rule runs it whatever the file says; selecting its category leaves out what was off by id. */
function applyCommandLine(state: RuleState, data: ConfigData, rule: ConfigurableRule): void {
  const { select, ignore: ignored } = data;
  if (select !== undefined) {
    const isSelected =
      select.includes(rule.id) || (select.includes(rule.category) && !isOffById(state));
    if (isSelected && state.level === "off") state.level = "on";
    if (!isSelected && rule.category !== "syntax") state.level = "off";
  }
  if (ignored.includes(rule.id)) state.level = "off";
  if (ignored.includes(rule.category) && rule.category !== "syntax") state.level = "off";
}

function isOffById(state: RuleState): boolean {
  return state.isByRule && state.level === "off";
}

function defaultOptions(rule: ConfigurableRule): Readonly<Record<string, unknown>> {
  const schemas = Object.entries(optionSchemas(rule));
  return Object.fromEntries(schemas.map(([name, schema]) => [name, schema["default"]]));
}

/** The same text for the same data, whatever the order in which the keys were set. */
function stableText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    const entries = Object.entries(part).toSorted(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(entries);
  });
}
