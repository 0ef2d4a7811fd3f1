import type { Semantics } from "../semantics/index.ts";
import type { Expression } from "../syntax/index.ts";
/** The types of values that the form of an expression gives away. */
export type SyntacticType = "boolean" | "string" | "path" | "number" | "null" | "list" | "set" | "function";
/**
 * The type of every value that the expression can have, judged by its form: literals, operators, `let` names, and calls of
 * known functions. `undefined` where the form does not tell. Evaluating it may still fail.
 */
export declare function syntacticTypeOf(node: Expression, semantics: Semantics): SyntacticType | undefined;
