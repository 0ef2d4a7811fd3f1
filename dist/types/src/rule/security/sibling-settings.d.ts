import type { OptionContext, Setting } from "../define-option-rule.ts";
import type { Expression } from "../../syntax/index.ts";
import type { Messages } from "../define-rule.ts";
/** The settings that stand beside one: of the same service, share or list element. */
export interface Siblings {
    /** Whether the file sets one of these, to whatever. */
    has(...names: readonly string[]): boolean;
    /** The known text of the first setting of that name. */
    text(name: string): string | undefined;
    /** What the settings of that name are set to, and those below it. */
    values(name: string): readonly Expression[];
    /** Whether the value of a setting is known, and `null`. */
    isNull(name: string): boolean;
}
/** The settings below the first `depth` segments of a setting's path, in the same list element if that is in one. */
export declare function settingsBeside<M extends Messages, Options>(setting: Setting, depth: number, { module, semantics }: OptionContext<M, Options>): Siblings;
/** The path of a setting without what stands before the option where the text does not tell what that is. */
export declare function optionPath({ path }: Setting): readonly string[];
/** Whether an address that a service listens on is reached from the machine itself only. */
export declare function isLoopbackHost(text: string): boolean;
