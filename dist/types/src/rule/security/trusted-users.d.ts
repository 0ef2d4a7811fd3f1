import type { Semantics } from "../../semantics/index.ts";
import type { Setting } from "../define-option-rule.ts";
import { type ListElement } from "./list-elements.ts";
/** One entry of `trusted-users`. */
export interface TrustedUser {
    /** The name, or the expression that gives it. */
    readonly name: string;
    readonly at: {
        readonly start: number;
        readonly end: number;
    };
    /** The element of a list that it is. */
    readonly element?: ListElement;
}
/** The users and groups that a setting trusts; a name that is worked out counts, as it is never root's. */
export declare function trustedUsers(setting: Setting, semantics: Semantics): readonly TrustedUser[];
/** Whether an entry stands for every user of the host. */
export declare function isEveryone(name: string): boolean;
