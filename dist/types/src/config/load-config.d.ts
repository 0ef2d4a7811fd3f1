import { type CommandLineSettings } from "./command-line.ts";
import type { ConfigOutcome, ConfigurableRule } from "./config.ts";
/** Where to look for the configuration of an audit, and what the command line says. */
export interface ConfigRequest {
    /** Absolute. The config file is looked for here and above. */
    readonly startFolder: string;
    /** A config file to use instead of looking for one. */
    readonly configPath?: string | undefined;
    /** Read no config file at all. */
    readonly disabled: boolean;
    /** Absolute. The folder that the audited paths are relative to; the config's own root when left out. */
    readonly auditRoot?: string | undefined;
    readonly rules: readonly ConfigurableRule[];
    readonly cli: CommandLineSettings;
}
/** Finds, reads and checks the configuration. Whatever is wrong with it is in the outcome: never throws. */
export declare function loadConfig(request: ConfigRequest): Promise<ConfigOutcome>;
