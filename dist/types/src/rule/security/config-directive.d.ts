import type { Setting } from "../define-option-rule.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { Expression } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
/** One value of a program's configuration file: an option of its own, or a line in an option that holds such lines. */
export interface Directive {
    /** As the program spells it. */
    readonly key: string;
    /** What to call it in a message. */
    readonly option: string;
    /** `undefined` where the file does not tell. */
    readonly text: string | undefined;
    /** The value split at blanks and commas, as far as it is known. */
    readonly words: readonly DirectiveWord[];
    readonly at: Span;
    readonly isLine: boolean;
    /** The `Match` or `Host` block that a line stands in. */
    readonly block?: string | undefined;
}
/** A word of a value. */
export interface DirectiveWord {
    readonly text: string;
    readonly at: Span;
    /** The element of a list that it is the whole of. */
    readonly node?: Expression | undefined;
}
/**
 * What a setting says for some keys. `services.openssh.settings.X` is one directive, `services.openssh.extraConfig` as many
 * as it has lines. Of two lines for one key in one block only the first counts if `firstWins`.
 */
export declare function directivesOf(setting: Setting, keys: readonly string[], semantics: Semantics, { firstWins }?: {
    firstWins?: boolean | undefined;
}): readonly Directive[];
