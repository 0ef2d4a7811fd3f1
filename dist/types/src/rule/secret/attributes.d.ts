import type { AnyNode, AttributeBinding, Expression } from "../../syntax/index.ts";
import type { FileContext } from "../define-rule.ts";
import { type StringNode } from "./string-text.ts";
import { type HashKind } from "./password-hashes.ts";
import { type SecretSpans } from "./secret-report.ts";
/** Which rule speaks of an attribute: the most specific one that is true. */
export type Verdict = "named-token" | "guessable" | "environment" | "plain" | "hash";
/** An attribute whose name says that it is a secret, set to a literal. */
export interface SecretAttribute {
    readonly verdict: Verdict;
    readonly binding: AttributeBinding;
    readonly names: readonly string[];
    /** The string, in this place or behind a local name. */
    readonly value: StringNode;
    /** The literal where it stands below the attribute itself, else the attribute's name. */
    readonly at: AnyNode;
    /** The provider, for a token that its name gives away. */
    readonly provider?: string;
    readonly hash?: HashKind;
    /** The option that takes a file instead. */
    readonly sibling?: string;
}
/** The secret attributes of a file. Found once, for all rules that share them: one literal gives one finding. */
export declare function secretAttributes(context: FileContext): readonly SecretAttribute[];
/** Where a finding about an attribute stands, and what is hidden for it. */
export declare function spansOfAttribute({ value, at }: SecretAttribute): SecretSpans;
/** The literal strings that an expression may come to: through parentheses, `mkIf` and kin, branches and one local name. */
export declare function literalsOf(expression: Expression, context: Pick<FileContext, "semantics">, hops?: number): readonly StringNode[];
