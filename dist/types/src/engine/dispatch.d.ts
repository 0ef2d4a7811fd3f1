import { type AuditFailure } from "../diagnostic/index.ts";
import type { Config, RuleSetting } from "../config/index.ts";
import { type FileContext, type Messages, type Report, type Rule } from "../rule/index.ts";
import type { Span } from "../text/index.ts";
import { type Draft } from "./draft.ts";
/** Milliseconds that each rule took, by id. */
export type RuleTimes = Map<string, number>;
/** What the rules said of one file. */
export interface DispatchOutcome {
    readonly drafts: Draft[];
    readonly failures: AuditFailure[];
    /** What may not be shown, also where the finding that says so is left out. */
    readonly redacted: readonly Span[];
}
/** Runs the rules of one set of settings over files, one after the other. */
export interface Dispatch {
    run(file: FileContext): DispatchOutcome;
}
/**
 * Merges the visitors of all enabled rules into one table by node kind. With `times`, each call is measured and
 * added there.
 */
export declare function createDispatch(rules: readonly Rule[], settings: ReadonlyMap<string, RuleSetting>, config: Pick<Config, "minimumSeverity" | "minimumConfidence">, times?: RuleTimes): Dispatch;
/** A thrown error as part of the result. */
export declare function describeFailure(ruleId: string | undefined, path: string, error: unknown): AuditFailure;
/** A report with everything filled in that the rule left to its metadata and settings. */
export declare function createDraft(rule: Rule, setting: RuleSetting, finding: Report<Messages>, file: {
    readonly hasSyntaxError: boolean;
}): Draft;
