import type { AttributePath, Expression } from "../syntax/index.ts";
/** The expression without the parentheses round it. */
export declare function unwrapped(node: Expression): Expression;
/** The keys of an attribute path; `undefined` where one is computed. */
export declare function staticPathOf(path: AttributePath): readonly string[] | undefined;
