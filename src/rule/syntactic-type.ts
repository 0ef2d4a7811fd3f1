import type { Semantics } from "../semantics/index.ts";
import type { ApplyExpression, BinaryExpression, Expression } from "../syntax/index.ts";
import { unwrapped } from "./syntax-help.ts";

/** The types of values that the form of an expression gives away. */
export type SyntacticType =
  "boolean" | "string" | "path" | "number" | "null" | "list" | "set" | "function";

/** How far `let` names and branches are followed. */
const DEPTH_LIMIT = 6;

/**
 * The type of every value that the expression can have, judged by its form: literals, operators, `let` names, and calls of
 * known functions. `undefined` where the form does not tell. Evaluating it may still fail.
 */
export function syntacticTypeOf(node: Expression, semantics: Semantics): SyntacticType | undefined {
  return typeOf(node, semantics, 0);
}

function typeOf(node: Expression, semantics: Semantics, depth: number): SyntacticType | undefined {
  const inner = unwrapped(node);
  if (depth > DEPTH_LIMIT) return undefined;
  switch (inner.kind) {
    case "attrset_expression":
    case "rec_attrset_expression":
      return "set";
    case "list_expression":
      return "list";
    case "function_expression":
      return "function";
    case "string_expression":
    case "indented_string_expression":
    case "uri_expression":
      return "string";
    case "path_expression":
    case "hpath_expression":
      return "path";
    case "integer_expression":
    case "float_expression":
      return "number";
    case "has_attr_expression":
      return "boolean";
    case "unary_expression":
      if (inner.operator === "!") return "boolean";
      return isRebound(inner, semantics) ? undefined : "number";
    case "binary_expression":
      return typeOfOperator(inner, semantics);
    case "let_expression":
    case "with_expression":
    case "assert_expression":
      return typeOf(inner.body, semantics, depth + 1);
    case "if_expression": {
      const type = typeOf(inner.consequence, semantics, depth + 1);
      if (type === undefined) return undefined;
      return typeOf(inner.alternative, semantics, depth + 1) === type ? type : undefined;
    }
    case "variable_expression": {
      const resolution = semantics.resolve(inner);
      if (resolution?.kind === "global") return globalTypes[inner.text];
      if (resolution?.kind !== "bound" || resolution.binding.kind !== "let") return undefined;
      const { value } = resolution.binding;
      return value && typeOf(value, semantics, depth + 1);
    }
    case "apply_expression":
      return typeOfCall(inner, semantics, depth);
    default:
      return undefined;
  }
}

const globalTypes: Readonly<Record<string, SyntacticType>> = {
  true: "boolean",
  false: "boolean",
  null: "null",
};

function typeOfOperator(node: BinaryExpression, semantics: Semantics): SyntacticType | undefined {
  switch (node.operator) {
    case "==":
    case "!=":
    case "&&":
    case "||":
    case "->":
      return "boolean";
    case "<":
    case "<=":
    case ">":
    case ">=":
      return isRebound(node, semantics) ? undefined : "boolean";
    case "++":
      return "list";
    case "//":
      return "set";
    default:
      return undefined;
  }
}

/** Whether the file binds the name that the operator looks up (`__lessThan` for `<`). */
function isRebound(node: Expression, semantics: Semantics): boolean {
  return semantics.resolve(node)?.kind === "bound";
}

function typeOfCall(
  node: ApplyExpression,
  semantics: Semantics,
  depth: number,
): SyntacticType | undefined {
  let callee: Expression = node;
  let count = 0;
  while (callee.kind === "apply_expression") {
    count += 1;
    callee = unwrapped(callee.function);
  }
  const [library, name = "", ...rest] = (semantics.originOf(callee) ?? "").split(".");
  if (rest.length > 0 || (library !== "lib" && library !== "builtins")) return undefined;
  const known = results.get(name);
  if (known?.count !== count) return undefined;
  // These hand out their last argument as it is, whatever it is.
  if (!passedOn.has(name)) return known.type;
  return typeOf(node.argument, semantics, depth + 1) === known.type ? known.type : undefined;
}

const passedOn: ReadonlySet<string> = new Set(["optionals", "optionalAttrs", "optionalString"]);

/** What functions of `builtins` and `lib` give, called with all their arguments. */
const results: ReadonlyMap<string, { readonly type: SyntacticType; readonly count: number }> =
  new Map([
    ...entries(
      "boolean",
      1,
      "isAttrs isBool isFloat isFunction isInt isList isNull isPath isString",
    ),
    ...entries("boolean", 1, "pathExists isDerivation isStorePath"),
    ...entries("boolean", 2, "all any elem hasAttr lessThan"),
    ...entries("boolean", 2, "hasPrefix hasSuffix hasInfix versionOlder versionAtLeast"),
    ...entries("list", 1, "attrNames attrValues concatLists flatten reverseList unique tail"),
    ...entries("list", 2, "map filter genList concatMap catAttrs sort optional optionals remove"),
    ...entries("list", 2, "mapAttrsToList splitString range subtractLists intersectLists forEach"),
    ...entries("list", 2, "imap0 imap1 take drop replicate"),
    ...entries("set", 1, "listToAttrs mergeAttrsList"),
    ...entries("set", 2, "mapAttrs mapAttrs' removeAttrs filterAttrs genAttrs optionalAttrs"),
    ...entries("set", 2, "recursiveUpdate intersectAttrs getAttrs groupBy zipAttrsWith"),
    ...entries("string", 1, "toJSON toString concatStrings escapeShellArg escapeShellArgs toLower"),
    ...entries("string", 2, "concatStringsSep concatMapStrings optionalString removePrefix"),
    ...entries("string", 3, "concatMapStringsSep replaceStrings substring"),
  ]);

function entries(
  type: SyntacticType,
  count: number,
  names: string,
): [string, { type: SyntacticType; count: number }][] {
  return names.split(" ").map((name) => [name, { type, count }]);
}
