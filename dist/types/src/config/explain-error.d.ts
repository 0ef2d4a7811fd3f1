import type { ErrorObject } from "ajv";
import type { ConfigurableRule } from "./config.ts";
import type { RuleNames } from "./rule-names.ts";
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
export declare function explainErrors(errors: readonly ErrorObject[], context: ErrorContext): readonly ExplainedError[];
