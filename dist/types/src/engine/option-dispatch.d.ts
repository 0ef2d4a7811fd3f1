import type { FileContext, Messages, OptionRule, RuleContext } from "../rule/index.ts";
/** One option rule with the context that it reports to. */
export interface OptionSubscription {
    readonly rule: OptionRule;
    readonly context: RuleContext<Messages, never>;
}
/** Hands each definition of a file to the rules that look at its option. */
export interface OptionDispatch {
    run(file: FileContext, call: (subscription: OptionSubscription, check: () => void) => void): void;
}
/** Merges the paths of all option rules into one tree, so that a definition costs its own length. */
export declare function createOptionDispatch(subscriptions: readonly OptionSubscription[]): OptionDispatch;
