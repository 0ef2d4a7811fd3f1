import {
  defineRule,
  holdsComment,
  keptApart,
  syntacticTypeOf,
  unwrapped,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "bool-literal-comparison",
  summary: "a comparison with `true` or `false`",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "safe",
  parity: ["statix:bool_comparison"],
  messages: {
    compared: "A boolean is compared with `{literal}` here.",
    unsure: "This compares with `{literal}`, which a boolean needs not.",
    literals: "Both sides of this comparison are literals.",
  },
  docs: {
    why: "A boolean is its own answer: the comparison adds a step that a reader has to undo, and `!= false` one that is easily read the wrong way round.",
    examples: [
      { bad: "let a = 1; in (a < 2) == true\n", good: "let a = 1; in (a < 2)\n" },
      {
        bad: "cfg: if cfg.enable == false then 1 else 2\n",
        good: "cfg: if !cfg.enable then 1 else 2\n",
      },
      { bad: "true != false\n", good: "true\n" },
    ],
    traps: [
      { good: 'a: a == "true" || a == null\n', because: "neither side is a boolean literal" },
      {
        good: "let true = 1; in a: a.enable == true\n",
        because: "`true` is a name of this file here",
      },
      {
        good: 'value: if value == true then "yes" else toString value\n',
        because: "the argument may be anything, and only `true` is meant",
      },
      {
        good: 'cfg: cfg.reversePath != false && cfg.reversePath != "loose"\n',
        because: "an option that is compared by `!=` often is not only boolean",
      },
    ],
    fixSafety:
      "Safe where the form of the other side shows that it is boolean. Elsewhere it may be null, a string or anything, which is simply unequal to `true` and which `if` or `!` refuses.",
    whenNotToUse:
      "Where options of the type `nullOr bool` or `boolOrStr` are common, comparing them with a literal is the way to do it.",
  },
  visit: {
    binary_expression(node, { tree, semantics, report }) {
      const { operator, left, right } = node;
      if (operator !== "==" && operator !== "!=") return;
      const leftValue = literalOf(left, semantics);
      const rightValue = literalOf(right, semantics);
      const literal = rightValue ?? leftValue;
      if (literal === undefined) return;
      const isKept = (operator === "==") === literal;
      const other = rightValue === undefined ? right : left;
      const isBoolean = syntacticTypeOf(other, semantics) === "boolean";
      if (!isBoolean && mayVary(other, operator, semantics)) return;
      const text =
        leftValue !== undefined && rightValue !== undefined
          ? String((leftValue === rightValue) === (operator === "=="))
          : `${isKept ? "" : "!"}${isKept ? other.text : asOperand(other)}`;
      const message =
        leftValue !== undefined && rightValue !== undefined
          ? "literals"
          : isBoolean
            ? "compared"
            : "unsure";
      const gaps = [
        { start: node.start, end: other.start },
        { start: other.end, end: node.end },
      ];
      report({
        at: node,
        ...(isBoolean ? {} : { confidence: "medium" }),
        ...(message === "literals" ? { message } : { message, data: { literal: String(literal) } }),
        fix: gaps.some((gap) => holdsComment(tree, gap))
          ? undefined
          : {
              title: `Write \`${text.length > 40 || text.includes("\n") ? "the boolean itself" : text}\``,
              safety: isBoolean ? "safe" : "unsafe",
              edits: [
                {
                  span: { start: node.start, end: node.end },
                  newText: keptApart(tree.source, node, text),
                },
              ],
            },
      });
    },
  },
});

function literalOf(node: Expression, semantics: Semantics): boolean | undefined {
  const inner = unwrapped(node);
  if (!inner.is("variable_expression")) return undefined;
  const { text } = inner;
  if (text !== "true" && text !== "false") return undefined;
  return semantics.resolve(inner)?.kind === "global" ? text === "true" : undefined;
}

/**
 * Whether the comparison is likely to be a test of the type as well: of an argument that may be anything, or by `!=` of an
 * option that need not be boolean.
 */
function mayVary(node: Expression, operator: "==" | "!=", semantics: Semantics): boolean {
  const inner = unwrapped(node);
  if (inner.is("variable_expression")) {
    const resolution = semantics.resolve(inner);
    return resolution?.kind === "bound" && ["argument", "formal"].includes(resolution.binding.kind);
  }
  if (!inner.is("select_expression")) return false;
  if (inner.default) return true;
  return operator === "!=" && !/^"?enable/.test(inner.attrpath.attrs.at(-1)?.text ?? "");
}

/** As `!` takes it. */
function asOperand(node: Expression): string {
  const isClosed = node.is(
    "variable_expression",
    "select_expression",
    "apply_expression",
    "parenthesized_expression",
  );
  return isClosed ? node.text : `(${node.text})`;
}
