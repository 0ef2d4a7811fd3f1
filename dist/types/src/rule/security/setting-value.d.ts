import type { Folded } from "../../semantics/index.ts";
/** A string, boolean or integer as configuration files spell it; `undefined` for what is unknown or something else. */
export declare function plainText(folded: Folded): string | undefined;
/** Whether a value of a configuration file means yes. */
export declare function isYes(text: string | undefined): boolean;
/** Whether a value of a configuration file means no. */
export declare function isNo(text: string | undefined): boolean;
