import type { Setting } from "../define-option-rule.ts";
import { type SecretSpans } from "./secret-report.ts";
import { type StringNode } from "./string-text.ts";
/** A string that an option is set to, or that stands in the list that it is set to. */
export interface LiteralSetting {
    readonly node: StringNode;
    readonly text: string;
    /** On the string where it stands in the definition; where a local name leads to it, on the option. */
    readonly spans: SecretSpans;
}
/** The literal strings of a definition, without those that a comment allows; texts with interpolations are left out. */
export declare function literalsOfSetting(setting: Setting): readonly LiteralSetting[];
