import {
  attributesOf,
  blankAfter,
  defineRule,
  hasComputedKey,
  holdsComment,
  withSurroundingBlanks,
  type Binding,
  type Edit,
  type LetAttrsetExpression,
  type Semantics,
  type Span,
  type SyntaxTree,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "legacy-let",
  summary: "a `let` in the old form with braces",
  category: "deprecated",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: [
    "statix:legacy_let_syntax",
    "nixf:deprecated-let",
    "nixf:deprecated-let-missing-body",
    "nil:let_attrset",
    "astlog:no-legacy-let-block",
    "lix:ancient-let",
    "tvix:W005",
  ],
  messages: {
    legacy: "This `let` has the old form, whose value is its attribute `body`.",
    noBody: "This `let` of the old form lacks the attribute `body`, which would be its value.",
  },
  docs: {
    why: "The form is undocumented and deprecated: current Nix warns of it, Lix refuses it, and hardly a reader knows that `body` is the result. Without `body` it fails as soon as it is evaluated.",
    examples: [
      { bad: "let { a = 1; body = a + 1; }\n", good: "let a = 1; in a + 1\n" },
      {
        bad: "let {\n  a = 1;\n  body = [ a ];\n}\n",
        good: "let\n  a = 1;\nin [ a ]\n",
      },
      {
        bad: "let { body = { a = 1; b = body.a; }; }\n",
        good: "(rec { body = { a = 1; b = body.a; }; }).body\n",
      },
    ],
    traps: [
      { good: "let body = 1; in { inherit body; }\n", because: "that is the form with `in`" },
      { good: "rec { body = 1; }.body\n", because: "it is a plain selection" },
    ],
    fixSafety:
      "`let … in` where nothing refers to `body` and no comment stands in its binding; otherwise `(rec { … }).body`, which is what Nix itself makes of the old form.",
  },
  visit: {
    let_attrset_expression(node, { tree, semantics, hasSyntaxError, report }) {
      const keyword = node.token("let") ?? node;
      const hasBody = attributesOf(node).some(({ name }) => name === "body");
      if (!hasBody && !hasComputedKey(node)) {
        report({ at: keyword, message: "noBody", severity: "error" });
        return;
      }
      const edits = hasSyntaxError ? undefined : (withIn(node, semantics) ?? withRec(node, tree));
      report({
        at: keyword,
        message: "legacy",
        fix: edits && { title: "Write it in the current form", edits },
      });
    },
  },
});

/** `let … in e`, or `e` alone, where that means the same. */
function withIn(node: LetAttrsetExpression, semantics: Semantics): readonly Edit[] | undefined {
  const { tree } = semantics;
  const attributes = attributesOf(node);
  const [body, ...others] = attributes.filter(({ name }) => name === "body");
  if (!body?.value || others.length > 0 || body.below.length > 0 || hasComputedKey(node))
    return undefined;
  const { definition, value } = body;
  if (semantics.bindingsOf(node).some(meansMore)) return undefined;
  const [before, after] = isWhole(node) ? ["", ""] : ["(", ")"];
  if (node.bindingSet?.bindings.length === 1) {
    return holdsCommentBeside(tree, node, value)
      ? undefined
      : [{ span: node, newText: `${before}${value.text}${after}` }];
  }
  const keyword = node.token("let");
  const open = node.token("{");
  const close = node.token("}");
  if (!keyword || !open || !close || holdsCommentBeside(tree, definition, value)) return undefined;
  const isCommented = holdsComment(tree, { start: keyword.end, end: open.start });
  const result = `in ${value.text}${after}`;
  return [
    ...(before ? [{ span: { start: node.start, end: node.start }, newText: before }] : []),
    {
      span: { start: isCommented ? open.start : keyword.end, end: open.end },
      newText: isBlank(tree, open.end) ? "" : " ",
    },
    { span: withSurroundingBlanks(tree.source, definition), newText: "" },
    { span: close, newText: isBlank(tree, close.start - 1) ? result : ` ${result}` },
  ];
}

/** `(rec { … }).body`. */
function withRec(node: LetAttrsetExpression, tree: SyntaxTree): readonly Edit[] | undefined {
  const keyword = node.token("let");
  const { parent } = node;
  if (!keyword) return undefined;
  const isPicked =
    parent?.is("select_expression") ||
    (parent?.is("apply_expression") && parent.function === node && parent.argument.text === "or");
  const end = isPicked ? ").body)" : ").body";
  return [
    { span: keyword, newText: isPicked ? "((rec" : "(rec" },
    {
      span: { start: node.end, end: node.end },
      newText: end + blankAfter(tree.source, node.end),
    },
  ];
}

/** Names that an outside reader of the set could tell from those of a `let`. */
function meansMore({ name, references }: Binding): boolean {
  return name === "__overrides" || (name === "body" && references.length > 0);
}

function holdsCommentBeside(tree: SyntaxTree, outer: Span, inner: Span): boolean {
  return (
    holdsComment(tree, { start: outer.start, end: inner.start }) ||
    holdsComment(tree, { start: inner.end, end: outer.end })
  );
}

/** Whether any expression may stand in its place without parentheses. */
function isWhole({ parent, tree, end }: LetAttrsetExpression): boolean {
  const isOperand = parent?.is(
    "apply_expression",
    "select_expression",
    "has_attr_expression",
    "binary_expression",
    "unary_expression",
    "list_expression",
  );
  return !isOperand && blankAfter(tree.source, end) === "";
}

function isBlank({ source }: SyntaxTree, at: number): boolean {
  return /^\s?$/.test(source.slice(at, at + 1));
}
