import type { FoldLimits } from "./fold-limits.ts";
import { type Folded, type Known, type Unknown } from "./fold-value.ts";
/** The attribute of a set; of something unknown that has a name, what goes by the longer name. */
export declare function foldAttribute(set: Folded, key: string, limits: FoldLimits): Folded;
/** Whether something is a set with the attribute. */
export declare function hasAttribute(set: Folded, key: string): (Known & {
    readonly value: {
        readonly type: "boolean";
        readonly value: boolean;
    };
}) | Unknown;
