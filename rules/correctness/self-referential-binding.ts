import {
  defineRule,
  type AnyNode,
  type Binding,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

/** Functions that look at their only argument before they do anything else. */
const strictFunctions = new Set(
  `abort attrNames attrValues baseNameOf ceil concatLists dirOf floor fromJSON functionArgs head import isAttrs isBool
  isFloat isFunction isInt isList isNull isPath isString length listToAttrs pathExists readDir readFile stringLength
  tail throw toJSON toString typeOf`
    .split(/\s+/)
    .map((name) => `builtins.${name}`),
);

export default defineRule({
  id: "self-referential-binding",
  summary: "a binding that needs its own value to have one",
  category: "correctness",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    itself: "`{name}` needs its own value here, which Nix reports as infinite recursion.",
    pair: "`{name}` needs `{other}`, which needs `{name}`: Nix reports infinite recursion.",
  },
  docs: {
    why: "The names of a `let` or `rec` are in scope in their own values. A binding that was meant to read, wrap or extend the outer one of that name reads itself instead, and fails as soon as it is used.",
    examples: [
      {
        bad: "lib: let lib = lib.extend (final: prev: { }); in lib\n",
        good: "lib: let extended = lib.extend (final: prev: { }); in extended\n",
      },
    ],
    traps: [
      {
        good: "let f = n: if n == 0 then 1 else n * f (n - 1); in f 3\n",
        because: "a function is a value before it is called",
      },
      {
        good: "let a = { b = 1; c = a.b; }; in a\n",
        because: "attributes and list elements wait until they are used",
      },

      { good: "a: let inherit a; in a\n", because: "`inherit` reads the outer name" },
    ],
  },
  visit: {
    source_code(_node, { semantics, report }) {
      const known = new Map<number, ReadonlyMap<number, AnyNode>>();
      for (const binding of semantics.bindings) {
        if (binding.references.length === 0) continue;
        const { id, name, nameNode } = binding;
        const needs = needsOf(binding);
        const itself = needs.get(id);
        if (itself) {
          const related = [{ at: nameNode, message: "This is the binding." }];
          report({ at: itself, message: "itself", data: { name }, related });
          continue;
        }
        for (const [otherId, node] of needs) {
          const other = semantics.bindings[otherId];
          const back = otherId > id && other ? needsOf(other).get(id) : undefined;
          if (!other || !back) continue;
          const related = [{ at: back, message: `\`${other.name}\` needs \`${name}\` here.` }];
          report({ at: node, message: "pair", data: { name, other: other.name }, related });
        }
      }

      function needsOf(binding: Binding): ReadonlyMap<number, AnyNode> {
        let needs = known.get(binding.id);
        if (!needs) known.set(binding.id, (needs = findNeeds(binding, semantics)));
        return needs;
      }
    },
  },
});

/** The bindings whose values are needed before this one has any, each with the place that needs it. */
function findNeeds(
  { kind, definition, nameNode, value }: Binding,
  semantics: Semantics,
): ReadonlyMap<number, AnyNode> {
  const needs = new Map<number, AnyNode>();
  if (kind !== "let" && kind !== "rec") return needs;
  const waiting: Expression[] = [];
  if (definition.is("inherit")) need(nameNode);
  else if (definition.is("inherit_from")) waiting.push(definition.expression);
  else if (value) waiting.push(value);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.hasError) continue;
    if (node.is("variable_expression")) need(node);
    else waiting.push(...neededParts(node, semantics));
  }
  return needs;

  function need(node: AnyNode): void {
    const resolution = semantics.resolve(node);
    if (resolution?.kind !== "bound") return;
    const { id } = resolution.binding;
    if (!needs.has(id)) needs.set(id, node);
  }
}

/** The parts of an expression that Nix evaluates whenever it evaluates the whole. */
function neededParts(node: Expression, semantics: Semantics): readonly Expression[] {
  switch (node.kind) {
    case "parenthesized_expression":
      return [node.expression];
    case "let_expression":
    case "with_expression":
      return [node.body];
    case "assert_expression":
      return [node.condition, node.body];
    case "if_expression":
      return [node.condition];
    case "unary_expression":
      return [node.argument];
    case "binary_expression":
      if (node.operator === "|>") return neededByCall(node.right, node.left, semantics);
      if (node.operator === "<|") return neededByCall(node.left, node.right, semantics);
      return ["&&", "||", "->"].includes(node.operator) ? [node.left] : [node.left, node.right];
    case "select_expression":
    case "has_attr_expression":
      return [node.expression];
    case "apply_expression":
      return neededByCall(node.function, node.argument, semantics);
    case "string_expression":
    case "indented_string_expression":
    case "path_expression":
      return node.children.flatMap((part) => (part.is("interpolation") ? [part.expression] : []));
    default:
      return [];
  }
}

function neededByCall(
  callee: Expression,
  argument: Expression,
  semantics: Semantics,
): readonly Expression[] {
  const origin = semantics.originOf(callee);
  return origin !== undefined && strictFunctions.has(origin) ? [argument] : [callee];
}
