import {
  defineRule,
  holdsComment,
  keptApart,
  sameTokens,
  staticPathOf,
  unwrapped,
  type Attribute,
  type Expression,
  type HasAttrExpression,
  type SelectExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "has-attribute-guard",
  summary: "a `?` test before reading the very attribute it tests",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["statix:useless_has_attr", "astlog:prefer-or-default-over-has-attr-guard"],
  messages: {
    branch: "This `if` only guards the reading of {path}, as `or` does.",
    conjunct: "The `?` only guards the reading of {path}, as `or` does.",
  },
  docs: {
    why: "The set and the path are spelled twice and have to be kept equal by hand: a guard that tests one attribute and reads another fails only where the attribute is missing.",
    examples: [
      {
        bad: "let x = { a = 1; }; in if x ? b then x.b else 2\n",
        good: "let x = { a = 1; }; in x.b or 2\n",
      },
      { bad: "x: x ? enable && x.enable\n", good: "x: x.enable or false\n" },
    ],
    traps: [
      {
        good: "x: if x ? a then x.a.b else 1\n",
        because: "`x.a.b or 1` would also hide a missing `b`",
      },
      { good: "x: y: if x ? a then y.a else 1\n", because: "another set is read" },
      { good: "x: if x ? a then x.b else 1\n", because: "another attribute is read" },
    ],
    fixSafety:
      "`x.a or d` is `d` exactly where `x ? a` is false. Unsafe in the form with `&&`, where a value that is not boolean is no longer refused; where a key is computed; and where the set is itself an attribute (`x.y ? a`), as `or` then also covers a missing `y`.",
  },
  visit: {
    if_expression(node, { report }) {
      const test = unwrapped(node.condition);
      if (!test.is("has_attr_expression")) return;
      const read = unwrapped(node.consequence);
      if (!isSameRead(test, read)) return;
      report({
        at: { start: node.start, end: node.condition.end },
        message: "branch",
        data: { path: shortened(read.text) },
        fix: fixFor(node, read, node.alternative, isExact(test, read)),
      });
    },
    binary_expression(node, { report }) {
      if (node.operator !== "&&") return;
      const test = unwrapped(node.left);
      const read = unwrapped(node.right);
      if (!test.is("has_attr_expression") || !isSameRead(test, read)) return;
      report({
        at: node,
        message: "conjunct",
        data: { path: shortened(read.text) },
        fix: fixFor(node, read, undefined, false),
      });
    },
  },
});

/** Whether `read` is the selection of what `test` tests, token for token. */
function isSameRead(test: HasAttrExpression, read: Expression): read is SelectExpression {
  if (!read.is("select_expression") || read.default) return false;
  const tested = flattened(test.expression, test.attrpath.attrs);
  const selected = flattened(read.expression, read.attrpath.attrs);
  return (
    tested.attrs.length === selected.attrs.length &&
    sameTokens(tested.base, selected.base) &&
    tested.attrs.every((attribute, index) => {
      const other = selected.attrs[index];
      return other !== undefined && sameTokens(attribute, other);
    })
  );
}

/** The set that a path starts at, and all of the path. */
function flattened(
  set: Expression,
  path: readonly Attribute[],
): { readonly base: Expression; readonly attrs: readonly Attribute[] } {
  const base = unwrapped(set);
  return base.is("select_expression") && !base.default
    ? flattened(base.expression, [...base.attrpath.attrs, ...path])
    : { base, attrs: path };
}

function isExact(test: HasAttrExpression, read: SelectExpression): boolean {
  return (
    staticPathOf(test.attrpath) !== undefined &&
    test.attrpath.attrs.length === read.attrpath.attrs.length
  );
}

function fixFor(
  node: Expression,
  read: SelectExpression,
  alternative: Expression | undefined,
  isSafe: boolean,
) {
  const { tree } = node;
  const kept = alternative ?? { start: node.end, end: node.end };
  const gaps = [
    { start: node.start, end: kept.start },
    { start: kept.end, end: node.end },
  ];
  if (gaps.some((gap) => holdsComment(tree, gap))) return undefined;
  const fallback = alternative ? asDefault(alternative) : "false";
  const newText = keptApart(tree.source, node, `${read.text} or ${fallback}`);
  return {
    title: "Read it with `or`",
    safety: isSafe ? ("safe" as const) : ("unsafe" as const),
    edits: [{ span: { start: node.start, end: node.end }, newText }],
  };
}

function asDefault(node: Expression): string {
  const isBare = node.is(
    "variable_expression",
    "integer_expression",
    "float_expression",
    "string_expression",
    "indented_string_expression",
    "path_expression",
    "hpath_expression",
    "spath_expression",
    "uri_expression",
    "parenthesized_expression",
    "attrset_expression",
    "rec_attrset_expression",
    "list_expression",
    "select_expression",
  );
  return isBare ? node.text : `(${node.text})`;
}

function shortened(text: string): string {
  return /^[\w.'-]{1,60}$/.test(text) ? `\`${text}\`` : "the attribute";
}
