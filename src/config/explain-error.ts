import type { ErrorObject } from "ajv";
import { presets } from "../diagnostic/index.ts";
import type { ConfigurableRule } from "./config.ts";
import { findNearestName } from "../text/index.ts";
import { quoteName } from "./quote-name.ts";
import type { RuleNames } from "./rule-names.ts";
import { levels, optionSchemas } from "./schema.ts";

/** A violation of the schema in the words of a user. */
export interface ExplainedError {
  /** The keys that lead to it; array elements are numbers as text. */
  readonly path: readonly string[];
  readonly message: string;
  readonly suggestion?: string;
}

/** What the explanations need to know of the catalogue. */
export interface ErrorContext {
  readonly names: RuleNames;
  readonly rulesById: ReadonlyMap<string, ConfigurableRule>;
}

/** One explanation for each wrong key or value: a value that fits none of several shapes is one error. */
export function explainErrors(
  errors: readonly ErrorObject[],
  context: ErrorContext,
): readonly ExplainedError[] {
  const explained: ExplainedError[] = [];
  const wrongValues = new Map<string, ErrorObject>();
  for (const error of errors) {
    if (error.keyword === "additionalProperties") {
      explained.push(explainKey(error, context));
    } else if (error.keyword === "required") {
      explained.push(explainMissing(error));
    } else if (!isAboutOtherShape(error, errors)) {
      const earlier = wrongValues.get(error.instancePath);
      if (earlier === undefined || saysMore(error, earlier)) {
        wrongValues.set(error.instancePath, error);
      }
    }
  }
  for (const error of wrongValues.values()) explained.push(explainValue(error, context));
  return explained;
}

/** A part of a union says more than the union as a whole, but for a union of plain words. */
function saysMore(error: ErrorObject, earlier: ErrorObject): boolean {
  if (alternativesOf(earlier.parentSchema) !== undefined) return false;
  return earlier.keyword === "anyOf" || alternativesOf(error.parentSchema) !== undefined;
}

/** Whether the error only says that a table is no word, while others say what is wrong in the table. */
function isAboutOtherShape(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  const { instancePath, keyword, data } = error;
  if (!isObject(data) || keyword === "type") return false;
  return errors.some(
    (other) =>
      other.instancePath.startsWith(`${instancePath}/`) ||
      (other.instancePath === instancePath && other.keyword === "additionalProperties"),
  );
}

function explainKey(error: ErrorObject, { names, rulesById }: ErrorContext): ExplainedError {
  const parent = decodePointer(error.instancePath);
  const key = String(error.params["additionalProperty"]);
  const quoted = quoteName(key);
  const path = [...parent, key];
  const settings = Object.keys(Object(error.parentSchema?.["properties"]));
  if (isRulesTable(parent)) {
    const message = `no rule or category is called ${quoted}`;
    return { path, message, ...suggest(key, names.current) };
  }
  const ruleId = ruleIdOf(parent);
  const rule = ruleId === undefined ? undefined : rulesById.get(ruleId);
  if (rule !== undefined) {
    const options = ["severity", ...Object.keys(optionSchemas(rule))];
    const message = `the rule \`${rule.id}\` has no option ${quoted}`;
    return { path, message, ...suggest(key, options) };
  }
  const place = parent[0] === "overrides" ? "an override" : "the configuration";
  return {
    path,
    message: `${place} has no setting ${quoted}`,
    ...suggest(key, settings),
  };
}

function explainMissing(error: ErrorObject): ExplainedError {
  const missing = quoteName(String(error.params["missingProperty"]));
  return {
    path: decodePointer(error.instancePath),
    message: `${missing} is missing here`,
  };
}

function explainValue(error: ErrorObject, context: ErrorContext): ExplainedError {
  const path = decodePointer(error.instancePath);
  if (path.length === 0) return { path, message: "the configuration must be a table" };
  const lastKey = path.at(-1) ?? "";
  if (isSyntaxOff(path, error.data)) {
    return { path, message: "the rules of `syntax` are turned off by id only" };
  }
  const subject = /^\d+$/.test(lastKey) ? quoteName(path.slice(-2).join(".")) : quoteName(lastKey);
  const message = `${subject} ${describeNeed(error, path, context)}, not ${describeValue(error.data)}`;
  const choices = choicesOf(error, path);
  return {
    path,
    message,
    ...(typeof error.data === "string" && suggest(error.data, choices)),
  };
}

function describeNeed(
  error: ErrorObject,
  path: readonly string[],
  { names }: ErrorContext,
): string {
  const { keyword, params } = error;
  const ruleId = ruleIdOf(path);
  const isRule = ruleId !== undefined && !names.isCategory(ruleId);
  const choices = choicesOf(error, path);
  if (choices.length > 0) {
    return `must be one of ${choices.join(", ")}${isRule ? " or a table of options" : ""}`;
  }
  if (path[0] === "max-file-size" && path.length === 1) {
    return 'must be a number of bytes from 1 to 1000000000 or a text such as "4 MB"';
  }
  if (keyword === "type") return `must be ${describeType(params["type"])}`;
  if (keyword === "minLength" && params["limit"] === 1) return "must not be empty";
  if (keyword === "minItems") return `must hold at least ${String(params["limit"])}`;
  return error.message ?? "is not valid";
}

function isSyntaxOff(path: readonly string[], value: unknown): boolean {
  return ruleIdOf(path) === "syntax" && value === "off";
}

/** The words that may stand here, where only some words may. */
function choicesOf(error: ErrorObject, path: readonly string[]): readonly string[] {
  if (ruleIdOf(path) !== undefined) return levels;
  if (path.length === 1 && path[0] === "preset") return presets;
  const allowed: unknown = error.params["allowedValues"] ?? alternativesOf(error.parentSchema);
  return Array.isArray(allowed) ? allowed.map(String) : [];
}

/** The values of a union of constants, which is how a schema writes a choice that is no enum. */
function alternativesOf(schema: unknown): readonly unknown[] | undefined {
  const alternatives: unknown = isObject(schema) ? schema["anyOf"] : undefined;
  if (!Array.isArray(alternatives)) return undefined;
  const values = alternatives.map((part: unknown) => (isObject(part) ? part["const"] : undefined));
  return values.includes(undefined) ? undefined : values;
}

function describeType(type: unknown): string {
  const word = String(type);
  if (word === "object") return "a table";
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

function describeValue(value: unknown): string {
  if (typeof value === "string") return value === "" ? "an empty string" : quoteName(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array";
  return isObject(value) ? "a table" : quoteName(String(value));
}

/** Whether the keys lead to a `[rules]` table. */
function isRulesTable(path: readonly string[]): boolean {
  return path.at(-1) === "rules" && (path.length === 1 || isOverridePath(path, 3));
}

/** The rule or category whose setting the keys lead to, if that is where they lead. */
function ruleIdOf(path: readonly string[]): string | undefined {
  return isRulesTable(path.slice(0, -1)) ? path.at(-1) : undefined;
}

function isOverridePath(path: readonly string[], length: number): boolean {
  return path.length === length && path[0] === "overrides";
}

function suggest(name: string, names: readonly string[]): { readonly suggestion?: string } {
  const suggestion = findNearestName(name, names);
  return suggestion === undefined ? {} : { suggestion };
}

function decodePointer(pointer: string): readonly string[] {
  const segments = pointer.split("/").slice(1);
  return segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
