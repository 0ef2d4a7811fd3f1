import type { Preset } from "../diagnostic/index.ts";
import type { ConfigOverride, ConfigProblem, ConfigurableRule, NamedSetting } from "./config.ts";
import type { RuleNames } from "./rule-names.ts";
/** The shape of a config file that fits the schema. */
export interface ConfigFile {
    readonly preset?: Preset;
    readonly exclude?: readonly string[];
    readonly "max-file-size"?: number | string;
    readonly rules?: RulesTable;
    readonly overrides?: readonly {
        readonly paths: readonly string[];
        readonly rules: RulesTable;
    }[];
}
/** A `[rules]` table that fits the schema. */
export type RulesTable = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
/** What a config file says, names resolved. */
export interface ParsedConfig {
    readonly preset: Preset | undefined;
    readonly exclude: readonly string[];
    readonly maxFileSize: number;
    readonly rules: readonly NamedSetting[];
    readonly overrides: readonly ConfigOverride[];
    readonly problems: readonly ConfigProblem[];
}
/** What a config without a file says. */
export declare const emptyParsedConfig: ParsedConfig;
/** Reads the text of a config file. Where there are problems, they are all that counts. Never throws. */
export declare function parseConfig(path: string, text: string, rules: readonly ConfigurableRule[], names: RuleNames): Promise<ParsedConfig>;
