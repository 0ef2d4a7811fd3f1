import type { Semantics } from "../semantics/index.ts";
import type { BinaryExpression, Expression } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
/** A literal `[ ]` or `{ }` beside an operator that then gives the other side. */
export interface NeutralOperand {
    readonly operand: Expression;
    /** What to take out: the operand and the operator. */
    readonly span: Span;
    /** Whether the other side is refused as before where it is of the wrong type. */
    readonly isSafe: boolean;
}
/**
 * The empty literal among the operands of `++` or `//`. Literals that hold a comment are none, nor is one that lets each of
 * several lines below begin with the operator.
 */
export declare function findNeutralOperand(node: BinaryExpression, semantics: Semantics): NeutralOperand | undefined;
