import type { Config, ConfigData, ConfigurableRule } from "./config.ts";
/** Makes a config from its plain data. The rules must be the ones that the data was checked against. */
export declare function createConfig(data: ConfigData, rules: readonly ConfigurableRule[]): Config;
