import type { Semantics } from "../semantics/index.ts";
import type { ApplyExpression, Expression } from "../syntax/index.ts";
/** A call with all its arguments: `f a b` is one call of `f` with two. */
export interface Call {
    readonly callee: Expression;
    /** See `Semantics.originOf`. */
    readonly origin: string | undefined;
    /** Without parentheres round them. */
    readonly args: readonly Expression[];
}
/** Takes a curried call apart. */
export declare function calledFunction(call: ApplyExpression, semantics: Semantics): Call;
