import type { Confidence, Preset, RuleMetadata, Severity } from "../diagnostic/index.ts";

/** What the config has to know of a rule. */
export interface ConfigurableRule extends RuleMetadata {
  /** JSON Schema of an object with a property, a default and a description for each option. */
  readonly options?: object;
}

/** How one enabled rule is to run. */
export interface RuleSetting {
  readonly ruleId: string;
  /** Undefined: the severity that the rule reports. */
  readonly severity: Severity | undefined;
  /** Every option of the rule, defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a setting says of a rule: not to run, to run as it is, or to run with this severity. */
export type RuleLevel = "off" | "on" | Severity;

/** One line of a `[rules]` table. */
export interface NamedSetting {
  /** A category, or the current id of a rule. */
  readonly name: string;
  /** Undefined: the setting gives options only, and leaves open whether the rule runs. */
  readonly level: RuleLevel | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Settings for the files that a list of gitignore patterns matches. */
export interface ConfigOverride {
  readonly paths: readonly string[];
  readonly rules: readonly NamedSetting[];
}

/** An error of `nixaudit validate` that is known, and no news for a while. */
export interface AllowedError {
  /** What the message of the finding says; `*` stands for any text. */
  readonly message: string;
  /** Only on this host. */
  readonly host?: string;
  /** Only of this rule. */
  readonly rule?: string;
  readonly reason: string;
  /** The last day on which it is allowed: `2027-01-31`. */
  readonly expires?: string;
}

/** Everything that was configured, as plain data that can be sent to a worker. */
export interface ConfigData {
  /** The config file; undefined without one. */
  readonly path: string | undefined;
  /** The folder that patterns are relative to: the one of the config file, or the audit root. */
  readonly root: string;
  /** The folder that the paths given to `settingsFor` are relative to. */
  readonly auditRoot: string;
  readonly preset: Preset;
  readonly exclude: readonly string[];
  /** In bytes. */
  readonly maxFileSize: number;
  /** Whether secrets are looked for in files that are no Nix; they are when left out. */
  readonly textFiles?: boolean;
  /** Absolute path of the baseline that the config file names. */
  readonly baseline?: string;
  readonly rules: readonly NamedSetting[];
  readonly overrides: readonly ConfigOverride[];
  /** `[[validate.allow]]`. */
  readonly allowed?: readonly AllowedError[];
  /** Ids and categories from the command line; undefined when nothing was selected. */
  readonly select: readonly string[] | undefined;
  readonly ignore: readonly string[];
  readonly minimumSeverity: Severity;
  readonly minimumConfidence: Confidence;
}

/** What is configured for one audit. */
export interface Config {
  /** The config file; undefined without one. */
  readonly path: string | undefined;
  /** The folder that `exclude` is relative to: the one of the config file, or the audit root. */
  readonly root: string;
  /** Gitignore patterns. */
  readonly exclude: readonly string[];
  /** In bytes. */
  readonly maxFileSize: number;
  /** Absolute path of the baseline that the config file names: in the folder of that file or below. */
  readonly baseline?: string;
  /** Findings below it are not shown. */
  readonly minimumSeverity: Severity;
  /** Findings less sure than it are not shown. */
  readonly minimumConfidence: Confidence;
  /**
   * The rules that run on a file, by id, for its path relative to the audit root. Two paths under the same
   * overrides get the same map object.
   */
  readonly settingsFor: (path: string) => ReadonlyMap<string, RuleSetting>;
  /** Differs between two configs unless they lead to the same findings. For one rule set and version. */
  readonly fingerprint: string;
  /** What `createConfig` makes the same config from, in another thread. */
  readonly data: ConfigData;
}

/** Something wrong with the configuration, for one line of output. */
export interface ConfigProblem {
  /** The config file, or the option of the command line: `--select`. */
  readonly path: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units. */
  readonly column?: number;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** The name that was probably meant. */
  readonly suggestion?: string;
}

/** The config, or everything that is wrong with it. */
export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };
