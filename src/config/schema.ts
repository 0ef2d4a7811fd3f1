import { categories, presets, severities } from "../diagnostic/index.ts";
import type { ConfigurableRule } from "./config.ts";
import { defaultMaxFileSize, fileSizePattern, largestMaxFileSize } from "./file-size.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a rule may be set to. */
export const levels = ["off", "on", ...severities] as const;

const patterns: JsonSchema = {
  type: "array",
  items: { type: "string", minLength: 1 },
};

const validateSchema: JsonSchema = {
  type: "object",
  description: "Settings of `nixaudit validate`.",
  additionalProperties: false,
  properties: {
    allow: {
      type: "array",
      description: "Errors that are known, and no news for a while.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["message", "reason"],
        properties: {
          message: {
            type: "string",
            minLength: 1,
            description: "What the message of the finding says; `*` stands for any text.",
          },
          host: { type: "string", minLength: 1, description: "Only on this host." },
          rule: { type: "string", minLength: 1, description: "Only of this rule." },
          reason: { type: "string", minLength: 1, description: "Why it is allowed." },
          expires: {
            type: "string",
            pattern: "^\\d{4}-\\d{2}-\\d{2}",
            description: "The last day on which it is allowed, such as 2027-01-31.",
          },
        },
      },
    },
  },
};

/** The JSON Schema of nixaudit.toml for a catalogue. It uses nothing of a rule but its metadata and options. */
export function buildConfigSchema(rules: readonly ConfigurableRule[]): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "nixaudit.toml",
    description: "Configuration of nixaudit.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: {
        type: "string",
        description: "The schema of this file, for editors.",
      },
      preset: {
        enum: presets,
        default: "recommended",
        description: "The rules to start from; each preset holds the ones before it.",
      },
      exclude: {
        ...patterns,
        default: [],
        description: "Files and folders to leave out: gitignore patterns relative to this file.",
      },
      "max-file-size": {
        anyOf: [
          { type: "integer", minimum: 1, maximum: largestMaxFileSize },
          { type: "string", pattern: fileSizePattern },
        ],
        default: defaultMaxFileSize,
        description: 'Files over it are skipped and listed: bytes, or a text such as "4 MB".',
      },
      "text-files": {
        type: "boolean",
        default: true,
        description: "Look for secrets in all text files, not in Nix files alone.",
      },
      baseline: {
        type: "string",
        minLength: 1,
        description:
          "A file with findings that are known and not shown, in this folder or below: see --update-baseline.",
      },
      rules: {
        $ref: "#/$defs/rules",
        description: "What to do about rules and categories.",
      },
      validate: validateSchema,
      overrides: {
        type: "array",
        description: "Settings for some files; later ones win.",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["paths", "rules"],
          properties: {
            paths: {
              ...patterns,
              minItems: 1,
              description: "The files: gitignore patterns relative to this file.",
            },
            rules: { $ref: "#/$defs/rules" },
          },
        },
      },
    },
    $defs: {
      level: {
        enum: levels,
        description: "`on` is the severity that the rule has by itself.",
      },
      rules: {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries([
          ...rules.flatMap((rule) => [
            ...(rule.formerIds ?? []).map((formerId) => [formerId, formerRuleSchema(rule)]),
            [rule.id, ruleSchema(rule)],
          ]),
          ...categories.map((category) => [category, categorySchema(category)]),
        ]),
      },
    },
  };
}

/** The schemas of a rule's options by name; empty for a rule without options. */
export function optionSchemas(rule: ConfigurableRule): Readonly<Record<string, JsonSchema>> {
  const { options } = rule;
  if (options === undefined || !("properties" in options)) return {};
  const properties: Record<string, JsonSchema> = {};
  for (const [name, schema] of Object.entries(Object(options.properties))) {
    if (isSchema(schema)) properties[name] = schema;
  }
  return properties;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function categorySchema(category: string): JsonSchema {
  if (category !== "syntax") {
    return {
      $ref: "#/$defs/level",
      description: `Every rule of the category \`${category}\`.`,
    };
  }
  // A file that cannot be read must not pass in silence because a category was turned off.
  return {
    enum: levels.filter((level) => level !== "off"),
    description: "Every rule of the category `syntax`. These are turned off by id only.",
  };
}

function ruleSchema(rule: ConfigurableRule): JsonSchema {
  return {
    description: `${rule.summary} (${rule.category}, ${rule.severity})`,
    anyOf: [
      { $ref: "#/$defs/level" },
      {
        type: "object",
        additionalProperties: false,
        properties: {
          severity: { $ref: "#/$defs/level" },
          ...optionSchemas(rule),
        },
      },
    ],
  };
}

function formerRuleSchema(rule: ConfigurableRule): JsonSchema {
  return {
    ...ruleSchema(rule),
    deprecated: true,
    description: `Now called \`${rule.id}\`.`,
  };
}
