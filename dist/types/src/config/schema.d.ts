import type { ConfigurableRule } from "./config.ts";
/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;
/** What a rule may be set to. */
export declare const levels: readonly ["off", "on", "error", "warning", "info"];
/** The JSON Schema of nixaudit.toml for a catalogue. It uses nothing of a rule but its metadata and options. */
export declare function buildConfigSchema(rules: readonly ConfigurableRule[]): JsonSchema;
/** The schemas of a rule's options by name; empty for a rule without options. */
export declare function optionSchemas(rule: ConfigurableRule): Readonly<Record<string, JsonSchema>>;
