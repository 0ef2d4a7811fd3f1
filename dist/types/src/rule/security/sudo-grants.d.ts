import { type Semantics } from "../../semantics/index.ts";
import type { AnyAttrset, AnyNode } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Setting } from "../define-option-rule.ts";
/** A command that a rule of sudo or doas lets someone run without a password, as root. */
export interface SudoGrant {
    /** `ALL`, or the command with a placeholder for what Nix puts in. */
    readonly command: string;
    /** The account that it runs as, where that is not root. */
    readonly runAs: string | undefined;
    readonly at: Span;
}
/** Where rules of sudo stand. */
export declare const sudoPaths: readonly string[];
/** The commands that a setting at one of {@link sudoPaths} grants without a password. */
export declare function sudoGrants(setting: Setting, semantics: Semantics): readonly SudoGrant[];
/** The literal set that a binding is in. */
export declare function setAround(site: AnyNode): AnyAttrset | undefined;
/** The account of a rule's `runAs`, where it is one, and not root. */
export declare function runAsOf(rule: AnyAttrset, semantics: Semantics): {
    readonly account: string | undefined;
} | "unknown";
/** Whether a rule is for root, who needs none. */
export declare function isForRootOnly(rule: AnyAttrset, semantics: Semantics): boolean;
