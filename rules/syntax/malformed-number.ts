import {
  defineRule,
  type FileContext,
  type FloatExpression,
  type IntegerExpression,
  type Report,
  type SyntaxTree,
} from "../../src/rule/index.ts";

const messages = {
  glued: "Nix reads `{text}` as two tokens: `{left}` and `{right}`.",
  string: "The number `{number}` touches a string: Nix reads two tokens.",
  point: "The float `{number}` begins with its point.",
} as const;

type Context = Pick<FileContext, "tree" | "source"> & {
  report(finding: Report<typeof messages>): void;
};

export default defineRule({
  id: "malformed-number",
  summary: "a number that runs into the next token, or a float without a leading zero",
  category: "syntax",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["nixf:lex-float-leading-zero", "lix:floating-without-zero", "lix:tokens-no-whitespace"],
  messages,
  docs: {
    why: "`0x10` is not sixteen but `0` applied to a variable `x10`, or two elements of a list: Nix wants no gap between tokens, so that a number in a form it does not know falls apart without a word. Lix is about to refuse all of these.",
    examples: [
      { bad: "{ ratio = .5; }\n", good: "{ ratio = 0.5; }\n" },
      { bad: "x10: [ 0x10 ]\n", good: "[ 16 ]\n" },
    ],
    traps: [
      { good: "[ 1. 1.5e3 0.5 ]\n", because: "these are whole floats" },
      { good: "x1: [(1)x1(2)]\n", because: "brackets keep the tokens apart for the eye as well" },
    ],
    fixSafety:
      "A zero before the point leaves the number as it is. Numbers that touch another token are left alone: in a list they are two values today.",
  },
  visit: {
    integer_expression: checkNumber,
    float_expression: checkNumber,
  },
});

function checkNumber(node: IntegerExpression | FloatExpression, context: Context): void {
  const { tree, source, report } = context;
  const before = rowBefore(tree, node);
  const after = rowAfter(tree, node);
  // Of two numbers in a row the first one tells.
  if (before !== undefined && !isNumber(tree, before)) reportPair(before, node.row);
  if (after !== undefined) reportPair(node.row, after);
  const number = node.text;
  if (before !== undefined || after !== undefined || !number.startsWith(".")) return;
  report({
    at: node,
    message: "point",
    data: { number },
    fix: {
      title: "Write the zero before the point",
      edits: [{ span: { start: node.start, end: node.start }, newText: "0" }],
    },
  });

  function reportPair(left: number, right: number): void {
    if (isQuote(tree, left) || isQuote(tree, right)) {
      report({ at: node, message: "string", data: { number: node.text } });
      return;
    }
    const textOf = (row: number): string => source.slice(tree.startOf(row), tree.endOf(row));
    report({
      at: { start: tree.startOf(left), end: tree.endOf(right) },
      message: "glued",
      data: { text: textOf(left) + textOf(right), left: textOf(left), right: textOf(right) },
    });
  }
}

/** The token that ends where the number begins. */
function rowBefore(
  tree: SyntaxTree,
  { row, start }: IntegerExpression | FloatExpression,
): number | undefined {
  let before = row - 1;
  while (before > 0 && tree.endOf(before) > start) before -= 1;
  return before > 0 && tree.endOf(before) === start && isWordLike(tree, before)
    ? before
    : undefined;
}

/** The token that begins where the number ends. */
function rowAfter(
  tree: SyntaxTree,
  { row, end }: IntegerExpression | FloatExpression,
): number | undefined {
  let after = row + 1;
  if (after >= tree.rowCount || tree.startOf(after) !== end) return undefined;
  while (tree.subtreeEndOf(after) > after + 1) after += 1;
  return isWordLike(tree, after) ? after : undefined;
}

/** Names, keywords, numbers and quotes: what no operator or bracket sets apart. */
function isWordLike(tree: SyntaxTree, row: number): boolean {
  const kind = tree.kindNameOf(row);
  return isNumber(tree, row) || isQuote(tree, row) || (/^[a-z]+$/.test(kind) && kind !== "comment");
}

function isNumber(tree: SyntaxTree, row: number): boolean {
  return ["integer_expression", "float_expression"].includes(tree.kindNameOf(row));
}

function isQuote(tree: SyntaxTree, row: number): boolean {
  return ['"', "''"].includes(tree.kindNameOf(row));
}
