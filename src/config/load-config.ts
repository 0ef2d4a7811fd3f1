import { dirname, relative, resolve } from "node:path";
import { checkCommandLine, type CommandLineSettings } from "./command-line.ts";
import type { ConfigData, ConfigOutcome, ConfigurableRule } from "./config.ts";
import { createConfig } from "./create-config.ts";
import { findConfigFile } from "./find-config-file.ts";
import { emptyParsedConfig, parseConfig, type ParsedConfig } from "./parse-config.ts";
import { readConfigFile } from "./read-config-file.ts";
import { createRuleNames, type RuleNames } from "./rule-names.ts";

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
export async function loadConfig(request: ConfigRequest): Promise<ConfigOutcome> {
  const names = createRuleNames(request.rules);
  const commandLine = checkCommandLine(request.cli, names);
  const path = findPath(request);
  const parsed = await readParsedConfig(path, request.rules, names);
  const problems = [...commandLine.problems, ...parsed.problems];
  if (problems.length > 0) return { ok: false, problems };

  const root = findRoot(path, request);
  const data: ConfigData = {
    path,
    root,
    auditRoot: request.auditRoot ?? root,
    preset: commandLine.preset ?? parsed.preset ?? "recommended",
    exclude: parsed.exclude,
    maxFileSize: parsed.maxFileSize,
    ...(parsed.textFiles === undefined ? {} : { textFiles: parsed.textFiles }),
    ...(path !== undefined && parsed.baseline !== undefined
      ? { baseline: resolve(dirname(path), parsed.baseline) }
      : {}),
    rules: parsed.rules,
    overrides: parsed.overrides,
    ...(parsed.allowed.length > 0 ? { allowed: parsed.allowed } : {}),
    select: commandLine.select,
    ignore: commandLine.ignore,
    minimumSeverity: commandLine.minimumSeverity,
    minimumConfidence: commandLine.minimumConfidence,
  };
  return { ok: true, config: createConfig(data, request.rules) };
}

function findPath({ disabled, configPath, startFolder }: ConfigRequest): string | undefined {
  if (disabled) return undefined;
  return configPath === undefined ? findConfigFile(startFolder) : resolve(startFolder, configPath);
}

async function readParsedConfig(
  path: string | undefined,
  rules: readonly ConfigurableRule[],
  names: RuleNames,
): Promise<ParsedConfig> {
  if (path === undefined) return emptyParsedConfig;
  const read = readConfigFile(path);
  if (!read.ok) {
    return {
      ...emptyParsedConfig,
      problems: [{ path, message: `the file ${read.reason}` }],
    };
  }
  return parseConfig(path, read.text, rules, names);
}

/** The folder of the config file, unless it lies beside the audited tree: then its patterns mean the tree. */
function findRoot(path: string | undefined, { auditRoot, startFolder }: ConfigRequest): string {
  const audited = auditRoot ?? startFolder;
  if (path === undefined) return audited;
  const folder = dirname(path);
  return isWithin(folder, audited) || isWithin(audited, folder) ? folder : audited;
}

function isWithin(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path !== ".." && !path.startsWith("../");
}
