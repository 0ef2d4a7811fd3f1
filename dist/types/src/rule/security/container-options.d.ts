import type { OptionContext, Setting } from "../define-option-rule.ts";
import type { Messages } from "../define-rule.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { Span } from "../../text/index.ts";
/** The paths of options of containers, in all the places where those are declared. */
export declare function containerPaths(...keys: readonly string[]): readonly string[];
/** The other settings of the container, or of whatever else encloses the setting. */
export declare function siblingsOf({ path }: Setting, keys: readonly string[], { settingsOf }: Pick<OptionContext<Messages, unknown>, "settingsOf">): readonly Setting[];
/** A command-line flag that a container is started with. */
export interface ContainerFlag {
    /** With its dashes. */
    readonly name: string;
    /** `undefined` where there is none. */
    readonly value: string | undefined;
    readonly at: Span;
}
/** The flags in a list such as `extraOptions`: `--a=b`, `--a b` and the two elements `--a` `b` alike. Unknown ones are left out. */
export declare function containerFlags(setting: Setting, semantics: Semantics): readonly ContainerFlag[];
/** Whether the list is one that holds flags. */
export declare function holdsFlags({ path }: Setting): boolean;
/** Whether a container shares the network of the host. */
export declare function isOnHostNetwork(setting: Setting, context: Pick<OptionContext<Messages, unknown>, "settingsOf" | "semantics">): boolean;
