import {
  blankAfter,
  blankBefore,
  defineRule,
  holdsComment,
  unwrapped,
  type BinaryExpression,
  type Expression,
  type OfferedFix,
  type Semantics,
  type Span,
  type UnaryExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "constant-boolean-operand",
  summary: "a boolean operator with `true` or `false` written out",
  category: "correctness",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["tvix:W007", "nix-linter:NegateAtom", "astlog:no-negate-bool-literal"],
  messages: {
    constant: "`{operator}` with `{literal}` is always `{result}`.",
    operand: "`{operator}` with `{literal}` changes nothing: the other side alone decides.",
    negation: "`{operator}` with `{literal}` only negates the other side.",
  },
  docs: {
    why: "One side decides nothing, or everything: the other one is never read, or the operator is noise. Mostly it is left over from trying something out.",
    examples: [
      { bad: "{ x }: (x == 1) && true\n", good: "{ x }: (x == 1)\n" },
      { bad: "{ x }: false && x\n", good: "{ x }: false\n" },
      { bad: "!true\n", good: "false\n" },
    ],
    traps: [
      { good: "{ x, y }: x && y || !x\n", because: "nothing here is constant" },
      { good: "{ true, x }: x && true\n", because: "this `true` is an argument" },
    ],
    fixSafety:
      "Safe where the literal stands first and decides, or where the side that stays is a boolean by its form, such as a comparison. Else a value that is no boolean would have failed here and no longer does: unsafe.",
  },
  visit: {
    unary_expression(node, { semantics, report }) {
      if (node.operator !== "!") return;
      const literal = literalOf(node.argument, semantics);
      if (literal === undefined) return;
      const data = { operator: "!", literal: `${literal}`, result: `${!literal}` };
      report({ at: node, message: "constant", data, fix: replaceBy(node, `${!literal}`, "safe") });
    },
    binary_expression(node, { semantics, report }) {
      const { operator, left, right } = node;
      if (operator !== "&&" && operator !== "||" && operator !== "->") return;
      const first = literalOf(left, semantics);
      const literal = first ?? literalOf(right, semantics);
      if (literal === undefined) return;
      const isFirst = first !== undefined;
      const other = isFirst ? right : left;
      const result = resultOf(operator, literal, isFirst);
      const data = { operator, literal: `${literal}` };
      if (typeof result === "boolean") {
        const fix = replaceBy(node, `${result}`, isFirst ? "safe" : "unsafe");
        report({
          at: spanOf(node),
          message: "constant",
          data: { ...data, result: `${result}` },
          fix,
        });
      } else if (result === "other") {
        const fix = replaceBy(
          node,
          other.text,
          isBoolean(other, semantics) ? "safe" : "unsafe",
          other,
        );
        report({ at: spanOf(node), message: "operand", data, fix });
      } else {
        report({ at: spanOf(node), message: "negation", data });
      }
    },
  },
});

function resultOf(
  operator: "&&" | "||" | "->",
  literal: boolean,
  isFirst: boolean,
): boolean | "other" | "negated" {
  if (operator === "&&") return literal ? "other" : false;
  if (operator === "||") return literal ? true : "other";
  if (isFirst) return literal ? "other" : true;
  return literal ? true : "negated";
}

function literalOf(node: Expression, semantics: Semantics): boolean | undefined {
  const inner = unwrapped(node);
  if (!inner.is("variable_expression") || semantics.resolve(inner)?.kind !== "global")
    return undefined;
  const { text } = inner;
  return text === "true" || text === "false" ? text === "true" : undefined;
}

/** Whether the expression gives a boolean or fails, whatever its names mean. */
function isBoolean(node: Expression, semantics: Semantics): boolean {
  const inner = unwrapped(node);
  if (inner.is("has_attr_expression") || literalOf(inner, semantics) !== undefined) return true;
  if (inner.is("unary_expression")) return inner.operator === "!";
  return inner.is("binary_expression") && ["==", "!=", "&&", "||", "->"].includes(inner.operator);
}

function spanOf(node: BinaryExpression): Span {
  const { source } = node.tree;
  return source.lineAt(node.start) === source.lineAt(node.end) ? node : node.operatorToken;
}

/** Puts a text in place of the whole; `kept` is the part of the old text that it is. */
function replaceBy(
  node: BinaryExpression | UnaryExpression,
  newText: string,
  safety: "safe" | "unsafe",
  kept?: Expression,
): OfferedFix | undefined {
  const { tree, start, end } = node;
  const { source } = tree;
  const dropped = kept
    ? [
        { start, end: kept.start },
        { start: kept.end, end },
      ]
    : [node];
  if (dropped.some((span) => holdsComment(tree, span))) return undefined;
  const text = `${blankBefore(source, start)}${newText}${blankAfter(source, end)}`;
  return {
    title: kept ? "Keep the other side alone" : `Write \`${newText}\``,
    edits: [{ span: { start, end }, newText: text }],
    safety,
  };
}
