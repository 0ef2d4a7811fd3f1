import type { Semantics } from "../semantics/index.ts";
import type { FunctionExpression } from "../syntax/index.ts";
/**
 * Whether all calls of a function are in this file: it is called on the spot, or it is the value of a `let` name that is
 * only ever called. Any other function may be handed to something that looks at its arguments.
 */
export declare function hasKnownCallers(node: FunctionExpression, semantics: Semantics): boolean;
