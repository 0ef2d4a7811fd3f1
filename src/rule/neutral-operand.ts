import type { AnyNode, BinaryExpression, Expression } from "../syntax/index.ts";
import type { FileContext, OfferedFix } from "./define-rule.ts";
import { holdsComment } from "./removal.ts";
import { syntacticTypeOf } from "./syntactic-type.ts";
import { unwrapped } from "./syntax-help.ts";

/** What a rule reports of a neutral operand. */
export interface NeutralOperand {
  readonly operand: Expression;
  /** Left out where a comment would go with it. */
  readonly fix: OfferedFix | undefined;
}

/**
 * The literal `[ ]` beside `++`, or `{ }` beside `//`, which then give the other side; the fix takes it out. Literals that
 * hold a comment are none, nor is one that lets each of several lines below begin with the operator.
 */
export function findNeutralOperand(
  node: BinaryExpression,
  operator: "++" | "//",
  { tree, semantics }: Pick<FileContext, "tree" | "semantics">,
): NeutralOperand | undefined {
  const { left, right } = node;
  if (node.operator !== operator) return undefined;
  const operand = [left, right].find(isEmpty);
  if (!operand || (operand === left && startsColumn(node))) return undefined;
  const type = operator === "++" ? "list" : "set";
  const other = operand === left ? right : left;
  const span =
    operand === left ? { start: node.start, end: right.start } : { start: left.end, end: node.end };
  if (holdsComment(tree, span)) return { operand, fix: undefined };
  // The other side has to be refused as before where it is of the wrong type.
  const isSafe = syntacticTypeOf(other, semantics) === type || isJoinedFurther(node);
  const title = `Remove the empty ${type}`;
  const edits = [{ span, newText: "" }];
  return { operand, fix: { title, safety: isSafe ? "safe" : "unsafe", edits } };
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
