import type { ConfigOverride, NamedSetting } from "./config.ts";
import type { ConfigFile } from "./parse-config.ts";
import type { RuleNames } from "./rule-names.ts";
/** The settings of a config file with every former id replaced; categories come before rules. */
export interface ResolvedSettings {
    readonly rules: readonly NamedSetting[];
    readonly overrides: readonly ConfigOverride[];
}
/** Resolves the names in a config file that fits the schema. Reports a rule that is set under two names. */
export declare function resolveSettings(file: ConfigFile, names: RuleNames, report: (keys: readonly string[], message: string) => void): ResolvedSettings;
