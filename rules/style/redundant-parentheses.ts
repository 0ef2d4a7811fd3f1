import {
  blankAfter,
  blankBefore,
  defineRule,
  holdsComment,
  type Edit,
  type Expression,
  type ParenthesizedExpression,
  unwrapped,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "redundant-parentheses",
  summary: "a pair of parentheses that changes nothing",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["statix:useless_parens", "nixf:parse-redundant-paren", "astlog:no-double-paren"],
  messages: {
    whole: "The parentheses round the whole {place} change nothing.",
    single: "The parentheses round this {form} change nothing.",
    double: "These parentheses stand directly inside of another pair.",
  },
  docs: {
    why: "Parentheses tell a reader that the usual order does not apply here. Where it does, they make one look for what is not there, and have to be counted at the end of the expression.",
    examples: [
      {
        bad: "let f = (x: x + 1); in (f (2))\n",
        good: "let f = x: x + 1; in f 2\n",
      },
      { bad: "{ a = ((1 + 2)) * 3; }\n", good: "{ a = (1 + 2) * 3; }\n" },
      { bad: '[ ("a") ({ b = 1; }) ]\n', good: '[ "a" { b = 1; } ]\n' },
    ],
    traps: [
      { good: "a: b: c: a && (b || c)\n", because: "the order would be another one" },
      { good: "a: b: c: (a && b) || c\n", because: "they show the order of mixed operators" },
      { good: "f: x: [ (f x) (y: y) ]\n", because: "a list would hold more elements without them" },
      { good: "f: a: f (a.b or 1)\n", because: "`or` beside an argument is easily misread" },
      { good: "{ a = (./a.nix).b or 1; }\n", because: "the path would become a longer one" },
    ],
    fixSafety:
      "Nix reads the same expression without the pair. Comments inside of it are kept, and so is the indentation of what was inside.",
  },
  visit: {
    parenthesized_expression(node, { tree, report }) {
      if (node.parent?.is("parenthesized_expression")) return;
      const pairs = pairsFrom(node);
      const inner = unwrapped(node);
      const reason = reasonToDrop(node, inner);
      const dropped = reason ? pairs : pairs.slice(1);
      const [outermost] = dropped;
      if (!outermost) return;
      const isOneLine = tree.source.lineAt(outermost.start) === tree.source.lineAt(outermost.end);
      report({
        at: isOneLine ? outermost : { start: outermost.start, end: outermost.start + 1 },
        ...(reason ?? { message: "double" }),
        fix: {
          title:
            dropped.length === 1 ? "Remove the parentheses" : "Remove the parentheses, all pairs",
          edits: [...openingEdits(dropped, inner), ...closingEdits(dropped, inner)],
        },
      });
    },
  },
});

function pairsFrom(node: ParenthesizedExpression): readonly ParenthesizedExpression[] {
  const pairs = [node];
  for (
    let { expression } = node;
    expression.is("parenthesized_expression");
    { expression } = expression
  )
    pairs.push(expression);
  return pairs;
}

type Reason =
  | { readonly message: "whole"; readonly data: { readonly place: string } }
  | { readonly message: "single"; readonly data: { readonly form: string } };

function reasonToDrop(node: ParenthesizedExpression, inner: Expression): Reason | undefined {
  const { parent } = node;
  if (parent?.is("binding")) return { message: "whole", data: { place: "value" } };
  if (parent?.is("let_expression")) return { message: "whole", data: { place: "`let` body" } };
  const form = forms[inner.kind];
  if (form === undefined) return undefined;
  if (parent?.is("select_expression") && parent.expression === node && form !== "name")
    return undefined;
  if (parent?.is("unary_expression") && parent.operator === "-") return undefined;
  if (inner.is("select_expression")) {
    if (inner.default || !parent?.is("list_expression", "apply_expression")) return undefined;
  }
  return { message: "single", data: { form } };
}

/** What stands in a list, and beside any operator, without parentheses. */
const forms: Readonly<Record<string, string>> = {
  variable_expression: "name",
  string_expression: "string",
  indented_string_expression: "string",
  path_expression: "path",
  hpath_expression: "path",
  spath_expression: "path",
  integer_expression: "number",
  float_expression: "number",
  list_expression: "list",
  attrset_expression: "set",
  rec_attrset_expression: "set",
  select_expression: "selection",
};

/** With a comment in between, only the marks go, so that the comment stays where it is. */
function openingEdits(dropped: readonly ParenthesizedExpression[], inner: Expression): Edit[] {
  const { tree } = inner;
  const start = dropped[0]?.start ?? inner.start;
  const newText = blankBefore(tree.source, start);
  const gap = { start, end: inner.start };
  if (!holdsComment(tree, gap)) return [{ span: gap, newText }];
  return dropped.map((pair, index) => ({
    span: { start: pair.start, end: pair.start + 1 },
    newText: index === 0 ? newText : "",
  }));
}

function closingEdits(dropped: readonly ParenthesizedExpression[], inner: Expression): Edit[] {
  const { tree } = inner;
  const end = dropped[0]?.end ?? inner.end;
  const newText = blankAfter(tree.source, end);
  const gap = { start: inner.end, end };
  if (!holdsComment(tree, gap)) return [{ span: gap, newText }];
  return dropped.map((pair, index) => ({
    span: { start: pair.end - 1, end: pair.end },
    newText: index === 0 ? newText : "",
  }));
}
