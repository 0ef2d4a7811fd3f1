export type {
  AllowedError,
  Config,
  ConfigData,
  ConfigOutcome,
  ConfigOverride,
  ConfigProblem,
  ConfigurableRule,
  NamedSetting,
  RuleLevel,
  RuleSetting,
} from "./config.ts";
export type { CommandLineSettings } from "./command-line.ts";
export { createConfig } from "./create-config.ts";
export { configFileName, findConfigFile } from "./find-config-file.ts";
export { loadConfig, type ConfigRequest } from "./load-config.ts";
export { findNearestName } from "../text/index.ts";
export { renderConfigProblem } from "./render-problem.ts";
export { createRuleNames, type RuleNames } from "./rule-names.ts";
export { buildConfigSchema, type JsonSchema } from "./schema.ts";
