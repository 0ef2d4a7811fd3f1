import {
  constantKey,
  defineRule,
  holdsComment,
  keptApart,
  unwrapped,
  type AnyNode,
  type ApplyExpression,
  type Expression,
  type FunctionExpression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "eta-expanded-function",
  summary: "a function that only hands its argument to another one",
  category: "style",
  severity: "info",
  confidence: "medium",
  preset: "opt-in",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["statix:eta_reduction", "nix-linter:EtaReduce"],
  messages: { wrapped: "This function only hands `{argument}` to `{callee}`." },
  docs: {
    why: "A reader looks for what the function adds to the one that it calls, and finds nothing.",
    examples: [
      {
        bad: "map (x: toString x) [ 1 2 ]\n",
        good: "map toString [ 1 2 ]\n",
      },
      {
        bad: "{ lib, names }: map (name: lib.toUpper name) names\n",
        good: "{ lib, names }: map lib.toUpper names\n",
      },
    ],
    traps: [
      { good: "f: map (x: f x x) [ 1 ]\n", because: "the argument is used twice" },
      { good: "map (x: x.f x) [ ]\n", because: "what is called depends on the argument" },
      { good: "{ package }: package { }\n", because: "it takes a set of named arguments" },
      { good: "let f = x: f x; in f\n", because: "without the argument it would be its own value" },
      {
        good: "{ lib, xs }: lib.mapAttrs (name: value: toString value) xs\n",
        because: "the other argument would stand alone",
      },
      { good: "final: import final\n", because: "what calls a whole file is not to be seen" },
    ],
    fixSafety:
      "`functionArgs` of the two may differ, which `callPackage` and the module system look at, and the inner function is evaluated earlier, so that a recursion may no longer end.",
  },
  visit: {
    function_expression(node, { tree, semantics, hasSyntaxError, report }) {
      const { universal, formals, body } = node;
      if (hasSyntaxError || !universal || formals) return;
      const call = unwrapped(body);
      if (!call.is("apply_expression") || !handsOn(node, call, semantics)) return;
      const callee = unwrapped(call.function);
      if (!isSpelledOut(callee) || isPartOf(node, callee, semantics) || isPartOfChain(node)) return;
      const whole = outermost(node);
      const gaps = [
        { start: whole.start, end: callee.start },
        { start: callee.end, end: whole.end },
      ];
      report({
        at: tree.source.lineAt(node.start) === tree.source.lineAt(node.end) ? node : universal,
        message: "wrapped",
        data: { argument: universal.text, callee: callee.text },
        fix: gaps.some((gap) => holdsComment(tree, gap))
          ? undefined
          : {
              title: `Use \`${callee.text}\` itself`,
              edits: [
                {
                  span: { start: whole.start, end: whole.end },
                  newText: keptApart(tree.source, whole, callee.text),
                },
              ],
            },
      });
    },
  },
});

/** Whether the call's argument is that of the function, and the only use of it. */
function handsOn(node: FunctionExpression, call: ApplyExpression, semantics: Semantics): boolean {
  const argument = unwrapped(call.argument);
  const [binding] = semantics.bindingsOf(node);
  return (
    argument.is("variable_expression") &&
    binding?.references.length === 1 &&
    binding.references[0]?.node === argument
  );
}

/** A name, or a selection from one by constant keys. */
function isSpelledOut(node: Expression): boolean {
  if (node.is("variable_expression")) return true;
  return (
    node.is("select_expression") &&
    !node.default &&
    node.expression.is("variable_expression") &&
    node.attrpath.attrs.every((attribute) => constantKey(node.tree, attribute.row) !== undefined)
  );
}

/** Whether the function is a part of what it calls. */
function isPartOf(node: FunctionExpression, callee: Expression, semantics: Semantics): boolean {
  const base = callee.is("select_expression") ? callee.expression : callee;
  const resolution = semantics.resolve(base);
  return (
    resolution?.kind === "bound" &&
    !resolution.binding.definition.is("function_expression") &&
    resolution.binding.definition.encloses(node)
  );
}

/** Whether the value of the file or of another function: overlays, modules, callbacks that take several arguments. */
function isPartOfChain(node: FunctionExpression): boolean {
  for (const above of node.ancestors()) {
    if (above.is("source_code", "function_expression")) return true;
    if (
      !above.is(
        "parenthesized_expression",
        "with_expression",
        "assert_expression",
        "let_expression",
      )
    )
      return false;
  }
  return false;
}

/** The function with the parentheses that it alone needs. */
function outermost(node: FunctionExpression): AnyNode {
  let whole: AnyNode = node;
  while (
    whole.parent?.is("parenthesized_expression") &&
    !whole.parent.parent?.is("select_expression")
  )
    whole = whole.parent;
  return whole;
}
