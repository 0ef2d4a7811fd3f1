import { type Category, type RuleMetadata } from "../diagnostic/index.ts";
/** The names that a setting may give: categories, ids of rules, and ids that rules had before. */
export interface RuleNames {
    /** The category, or the current id of the rule; undefined for a name that is neither. */
    resolve(name: string): string | undefined;
    isCategory(name: string): name is Category;
    /** The names to suggest: categories and current ids. */
    readonly current: readonly string[];
}
/** Indexes the names of a catalogue. A category wins over a rule of the same name. */
export declare function createRuleNames(rules: readonly RuleMetadata[]): RuleNames;
