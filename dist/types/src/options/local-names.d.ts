import { type Semantics } from "../semantics/index.ts";
import type { AnyNode, Attribute, Expression } from "../syntax/index.ts";
/** What names of a file lead to. */
export interface LocalNames {
    /** What a name is bound to, unless that leads back to the name. */
    valueOf(name: AnyNode): Expression | undefined;
    /** `a` of a name that is bound to `{ a = …; }`. */
    memberOf(node: Expression, key: string): Expression | undefined;
    /** `*` where it is computed. */
    keyOf(attribute: Attribute): string;
}
/** Follows the names of one file by one step. */
export declare function createLocalNames(semantics: Semantics): LocalNames;
