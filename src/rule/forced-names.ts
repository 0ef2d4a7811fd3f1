import { calledFunction } from "../options/index.ts";
import type { Semantics } from "../semantics/index.ts";
import type { AnyNode, Expression, VariableExpression } from "../syntax/index.ts";

/**
 * The arguments of functions that Nix has to look at to know a list and what its elements are. What is inside of sets and
 * functions, and what is handed to functions that are not known, is left out: Nix may never look at it.
 */
export function forcedArguments(node: Expression, semantics: Semantics): VariableExpression[] {
  const found: VariableExpression[] = [];
  const seen = new Set<AnyNode>();
  const todo: Expression[] = [node];
  for (let next = todo.pop(); next; next = todo.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.is("variable_expression")) {
      const resolution = semantics.resolve(next);
      if (resolution?.kind === "dynamic") {
        const [innermost] = resolution.withs;
        if (innermost) todo.push(innermost.environment);
      }
      if (resolution?.kind !== "bound") continue;
      const { kind, value, definition } = resolution.binding;
      if (kind === "formal") found.push(next);
      else if (definition.is("inherit_from")) todo.push(definition.expression);
      else if (value && !value.is("function_expression")) todo.push(value);
    } else todo.push(...forcedParts(next, semantics));
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** The expressions directly below that Nix has to evaluate to get a value out of this one. */
function forcedParts(node: Expression, semantics: Semantics): readonly Expression[] {
  switch (node.kind) {
    case "parenthesized_expression":
      return [node.expression];
    case "list_expression":
      return node.elements;
    case "let_expression":
    case "with_expression":
      return [node.body];
    case "assert_expression":
      return [node.condition, node.body];
    case "if_expression":
      return [node.condition, node.consequence, node.alternative];
    case "binary_expression":
      return [node.left, node.right];
    case "unary_expression":
      return [node.argument];
    case "has_attr_expression":
      return [node.expression];
    case "select_expression":
      return [node.expression, ...interpolationsIn(node.attrpath)];
    case "string_expression":
    case "indented_string_expression":
    case "path_expression":
    case "hpath_expression":
      return interpolationsIn(node);
    case "apply_expression":
      return forcedByCall(node, semantics);
    default:
      return [];
  }
}

function interpolationsIn(node: AnyNode): readonly Expression[] {
  return node.children.flatMap((child) => (child.is("interpolation") ? [child.expression] : []));
}

function forcedByCall(
  node: Extract<Expression, { readonly kind: "apply_expression" }>,
  semantics: Semantics,
): readonly Expression[] {
  const { callee, origin, args } = calledFunction(node, semantics);
  const name = origin?.replace(/^(?:builtins|lib)\./, "");
  const strict = name !== undefined && name !== origin ? (strictArguments.get(name) ?? []) : [];
  return [
    callee,
    ...strict.flatMap((index) => {
      const argument = args[index];
      // Of a function that is called on each element the result is looked at.
      if (argument?.is("function_expression")) return [argument.body];
      return argument ? [argument] : [];
    }),
  ];
}

const listAndFunction =
  `optional optionals map filter concatMap elem forEach imap0 imap1 hasSuffix hasPrefix hasInfix mapAttrsToList
  filterAttrs`.split(/\s+/);
const oneValue =
  `import flatten concatLists attrValues attrNames pathExists toString readDir readFile toPath head length unique
  singleton`.split(/\s+/);

/** Of functions of `builtins` and `lib` the arguments that they look at. */
const strictArguments: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...listAndFunction.map((name) => [name, [0, 1]] as const),
  ...oneValue.map((name) => [name, [0]] as const),
]);
