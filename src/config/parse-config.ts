import { isAbsolute, normalize } from "node:path";
import type { Preset } from "../diagnostic/index.ts";
import type {
  AllowedError,
  ConfigOverride,
  ConfigProblem,
  ConfigurableRule,
  NamedSetting,
} from "./config.ts";
import { explainErrors } from "./explain-error.ts";
import { defaultMaxFileSize, largestMaxFileSize, parseFileSize } from "./file-size.ts";
import { resolveSettings } from "./resolve-settings.ts";
import type { RuleNames } from "./rule-names.ts";
import { buildConfigSchema } from "./schema.ts";
import { createTomlLocator } from "./toml-locator.ts";

/** The shape of a config file that fits the schema. */
export interface ConfigFile {
  readonly preset?: Preset;
  readonly exclude?: readonly string[];
  readonly "max-file-size"?: number | string;
  readonly "text-files"?: boolean;
  readonly baseline?: string;
  readonly rules?: RulesTable;
  readonly overrides?: readonly {
    readonly paths: readonly string[];
    readonly rules: RulesTable;
  }[];
  readonly validate?: { readonly allow?: readonly AllowedError[] };
}

/** A `[rules]` table that fits the schema. */
export type RulesTable = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

/** What a config file says, names resolved. */
export interface ParsedConfig {
  readonly preset: Preset | undefined;
  readonly exclude: readonly string[];
  readonly maxFileSize: number;
  readonly textFiles?: boolean;
  /** As written: relative to the folder of the config file. */
  readonly baseline: string | undefined;
  readonly rules: readonly NamedSetting[];
  readonly overrides: readonly ConfigOverride[];
  readonly allowed: readonly AllowedError[];
  readonly problems: readonly ConfigProblem[];
}

/** What a config without a file says. */
export const emptyParsedConfig: ParsedConfig = {
  preset: undefined,
  exclude: [],
  maxFileSize: defaultMaxFileSize,
  baseline: undefined,
  rules: [],
  overrides: [],
  allowed: [],
  problems: [],
};

// More than a person reads, and each costs a search for the nearest name.
const mostProblems = 20;

/** Reads the text of a config file. Where there are problems, they are all that counts. Never throws. */
export async function parseConfig(
  path: string,
  text: string,
  rules: readonly ConfigurableRule[],
  names: RuleNames,
): Promise<ParsedConfig> {
  const { parse, TomlDate, TomlError } = await import("smol-toml");
  let table: unknown;
  try {
    table = parse(text, { maxDepth: 32 });
  } catch (error) {
    if (!(error instanceof TomlError)) return withProblems([{ path, message: String(error) }]);
    const message = /: ([^\n]*)/.exec(error.message)?.[1] ?? error.message;
    const { line, column } = error;
    return withProblems([{ path, line, column, message: `not valid TOML: ${message}` }]);
  }

  const document = replaceDates(table, (value) =>
    value instanceof TomlDate ? value.toISOString() : undefined,
  );
  const problems: ConfigProblem[] = [];
  const locate = createTomlLocator(text);

  function report(keys: readonly string[], message: string, suggestion?: string): void {
    if (problems.length === mostProblems) return;
    problems.push({
      path,
      ...locate(keys),
      message,
      ...(suggestion !== undefined && { suggestion }),
    });
  }

  const file = await validate(document, rules, names, report);
  if (file === undefined) return withProblems(problems.toSorted(byPlace));
  const settings = resolveSettings(file, names, report);
  const size = file["max-file-size"] ?? defaultMaxFileSize;
  const maxFileSize = typeof size === "number" ? size : (parseFileSize(size) ?? 0);
  if (maxFileSize < 1 || maxFileSize > largestMaxFileSize) {
    report(["max-file-size"], "`max-file-size` must be from 1 byte to 1 GB");
  }
  if (file.baseline !== undefined && leadsOut(file.baseline)) {
    report(["baseline"], "`baseline` must be a relative path to a file in this folder or below");
  }
  return {
    preset: file.preset,
    exclude: file.exclude ?? [],
    maxFileSize,
    ...(file["text-files"] === undefined ? {} : { textFiles: file["text-files"] }),
    baseline: file.baseline,
    ...settings,
    allowed: file.validate?.allow ?? [],
    problems: problems.toSorted(byPlace),
  };
}

/** A config that came with someone else's tree may not name the owner's own files. */
function leadsOut(path: string): boolean {
  const normal = normalize(path).replaceAll("\\", "/");
  return isAbsolute(normal) || normal === ".." || normal.startsWith("../");
}

type Report = (keys: readonly string[], message: string, suggestion?: string) => void;

/** The document as what it is, or undefined after every violation of the schema was reported. */
async function validate(
  document: unknown,
  rules: readonly ConfigurableRule[],
  names: RuleNames,
  report: Report,
): Promise<ConfigFile | undefined> {
  // Only the default export is there both in a bundle and without one.
  const { default: ajvModule } = await import("ajv/dist/2020.js");
  // Compiling the options of rules that the file does not name would take most of the time.
  const named = namedRules(document);
  const schema = buildConfigSchema(
    rules.filter(({ id, formerIds = [] }) => [id, ...formerIds].some((name) => named.has(name))),
  );
  const ajv = new ajvModule.Ajv2020({
    allErrors: true,
    strict: false,
    validateSchema: false,
    meta: false,
    verbose: true,
  });
  const isConfigFile = ajv.compile<ConfigFile>(schema);
  if (isConfigFile(document)) return document;
  const rulesById = new Map(
    rules.flatMap((rule) => [rule.id, ...(rule.formerIds ?? [])].map((name) => [name, rule])),
  );
  // Several errors may be one explanation: no valid number of explanations needs more than this.
  const errors = (isConfigFile.errors ?? []).slice(0, mostProblems * 10);
  for (const { path, message, suggestion } of explainErrors(errors, {
    names,
    rulesById,
  })) {
    report(path, message, suggestion);
  }
  return undefined;
}

function namedRules(document: unknown): ReadonlySet<string> {
  const { rules, overrides } = Object(document);
  const tables: unknown[] = [rules];
  if (Array.isArray(overrides))
    tables.push(...overrides.map((each: unknown) => Object(each).rules));
  return new Set(tables.flatMap((table) => Object.keys(Object(table))));
}

/** Dates are objects in the parser's answer, which the schema would take for tables. */
function replaceDates(value: unknown, dateText: (value: unknown) => string | undefined): unknown {
  const text = dateText(value);
  if (text !== undefined) return text;
  if (Array.isArray(value)) return value.map((element) => replaceDates(element, dateText));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, replaceDates(part, dateText)]);
  return Object.fromEntries(entries);
}

function withProblems(problems: readonly ConfigProblem[]): ParsedConfig {
  return { ...emptyParsedConfig, problems };
}

function byPlace(left: ConfigProblem, right: ConfigProblem): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}
