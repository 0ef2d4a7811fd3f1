import { type RuleSetting } from "../config/index.ts";
import type { FileContext, Rule } from "../rule/index.ts";
import type { Draft } from "./draft.ts";
import type { Suppression } from "./suppressions.ts";
/** Everything that tells a needed suppression from a stale one. */
export interface SuppressionEvidence {
    readonly suppressions: readonly Suppression[];
    /** Those that silenced a finding. */
    readonly used: ReadonlySet<object>;
    readonly rules: readonly Rule[];
    readonly settings: ReadonlyMap<string, RuleSetting>;
    readonly file: FileContext;
}
/**
 * Findings of `unused-suppression`: comments that silence nothing, name an unknown rule or give no reason. A comment
 * for a rule that did not run here is not judged, nor is any in a file with a syntax error.
 */
export declare function judgeSuppressions({ suppressions, used, rules, settings, file, }: SuppressionEvidence): Draft[];
