import type { Semantics } from "../semantics/index.ts";
import type { AnyNode, BinaryExpression, Expression } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import { syntacticTypeOf } from "./syntactic-type.ts";
import { unwrapped } from "./syntax-help.ts";

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
export function findNeutralOperand(
  node: BinaryExpression,
  semantics: Semantics,
): NeutralOperand | undefined {
  const { left, right, operator } = node;
  if (operator !== "++" && operator !== "//") return undefined;
  const operand = [left, right].find(isEmpty);
  if (!operand || (operand === left && startsColumn(node))) return undefined;
  const type = operator === "++" ? "list" : "set";
  const other = operand === left ? right : left;
  return {
    operand,
    span:
      operand === left
        ? { start: node.start, end: right.start }
        : { start: left.end, end: node.end },
    isSafe: syntacticTypeOf(other, semantics) === type || isJoinedFurther(node),
  };
}

function isEmpty(node: Expression): boolean {
  const literal = unwrapped(node);
  if (literal.comments.length > 0) return false;
  if (literal.is("list_expression")) return literal.elements.length === 0;
  return literal.is("attrset_expression", "rec_attrset_expression") && !literal.bindingSet;
}

function startsColumn({ left, right, operator, operatorToken, tree }: BinaryExpression): boolean {
  const { source } = tree;
  const rest = unwrapped(right);
  return (
    source.lineAt(left.end) < source.lineAt(operatorToken.start) &&
    rest.is("binary_expression") &&
    rest.operator === operator
  );
}

/** Whether the value is an operand of another such operator, one that stays: that one refuses other types just as well. */
function isJoinedFurther(node: BinaryExpression): boolean {
  let operand: AnyNode = node;
  while (operand.parent?.is("parenthesized_expression")) operand = operand.parent;
  const { parent } = operand;
  if (!parent?.is("binary_expression") || parent.operator !== node.operator) return false;
  return !isEmpty(parent.left === operand ? parent.right : parent.left);
}
