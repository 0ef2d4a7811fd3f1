import { calledFunction } from "../options/index.ts";
import type { Folded, Semantics, Value } from "../semantics/index.ts";
import type { Expression } from "../syntax/index.ts";
import { unwrapped } from "./syntax-help.ts";

/** A type of `lib.types` and what it is applied to: `listOf` and `[ str ]`. */
export interface OptionType {
  /** Below `lib.types`: `ints.positive`. */
  readonly name: string;
  readonly args: readonly Expression[];
  /** The whole expression, without `with` and parentheses round it. */
  readonly node: Expression;
}

/** The type that an expression stands for; `undefined` for what is not of `lib.types`. */
export function optionTypeOf(expression: Expression, semantics: Semantics): OptionType | undefined {
  let node = unwrapped(expression);
  while (node.is("with_expression", "let_expression")) node = unwrapped(node.body);
  const { origin, args } = node.is("apply_expression")
    ? calledFunction(node, semantics)
    : { origin: semantics.originOf(node), args: [] };
  return origin?.startsWith("lib.types.")
    ? { name: origin.slice("lib.types.".length), args, node }
    : undefined;
}

/** How many levels of types in types are looked at, and how many elements of a list or set. */
const MOST_LEVELS = 5;
const MOST_ELEMENTS = 100;

/**
 * Whether the module system refuses the value as one of the type. False where the text does not decide it. Source:
 * nixpkgs `lib/types.nix`.
 */
export function typeRejects(
  { name, args }: OptionType,
  folded: Folded,
  semantics: Semantics,
  levels = 0,
): boolean {
  if (!folded.known || levels > MOST_LEVELS) return false;
  const { value } = folded;
  const inner = args[0] && optionTypeOf(args[0], semantics);
  const innerRejects = (element: Folded): boolean =>
    inner !== undefined && typeRejects(inner, element, semantics, levels + 1);
  switch (name) {
    case "nullOr":
      return value.type !== "null" && innerRejects(folded);
    case "uniq":
      return innerRejects(folded);
    case "listOf":
      if (value.type !== "list") return true;
      return value.elements.slice(0, MOST_ELEMENTS).some(innerRejects);
    case "attrsOf":
    case "lazyAttrsOf":
      if (value.type !== "set") return true;
      // A wrapper such as `mkIf` folds to nothing, but a set with a `_type` may be one that was written out.
      if (value.attributes.has("_type")) return false;
      return [...value.attributes.values()].slice(0, MOST_ELEMENTS).some(innerRejects);
    case "enum":
      return args[0] !== undefined && isNoneOf(value, semantics.fold(args[0]));
    case "submodule":
      return ["string", "integer", "float", "boolean", "null"].includes(value.type);
    default:
      return isRefused(name, value);
  }
}

const textTypes = new Set([
  ...["str", "nonEmptyStr", "singleLineStr", "lines", "commas", "envVar", "separatedString"],
  "strMatching",
]);

function isRefused(name: string, value: Value): boolean {
  if (textTypes.has(name)) return value.type !== "string";
  if (name === "int" || name === "port" || name.startsWith("ints."))
    return value.type !== "integer" || isOutOfRange(name, value.value);
  switch (name) {
    case "bool":
      return value.type !== "boolean";
    case "float":
      return value.type !== "float";
    case "number":
      return value.type !== "integer" && value.type !== "float";
    case "attrs":
      return value.type !== "set";
    case "path":
      if (value.type === "string") return !value.value.startsWith("/");
      return value.type !== "path" && value.type !== "set";
    case "package":
    case "shellPackage":
      if (value.type === "string") return !value.value.startsWith("/nix/store/");
      return value.type !== "path" && value.type !== "set";
    default:
      return false;
  }
}

function isOutOfRange(name: string, value: bigint): boolean {
  const [least, most] = ranges[name] ?? [];
  return (least !== undefined && value < least) || (most !== undefined && value > most);
}

const ranges: Readonly<Record<string, readonly [bigint, bigint?]>> = {
  port: [0n, 65_535n],
  "ints.positive": [1n],
  "ints.unsigned": [0n],
  "ints.u8": [0n, 255n],
  "ints.u16": [0n, 65_535n],
};

function isNoneOf(value: Value, choices: Folded): boolean {
  if (!choices.known || choices.value.type !== "list" || !choices.value.isComplete) return false;
  if (!isScalar(value)) return false;
  return choices.value.elements.every(
    (choice) => choice.known && isScalar(choice.value) && !isEqual(choice.value, value),
  );
}

function isScalar({ type }: Value): boolean {
  return ["string", "integer", "boolean", "null"].includes(type);
}

function isEqual(a: Value, b: Value): boolean {
  return (
    a.type === b.type &&
    ("value" in a ? a.value : undefined) === ("value" in b ? b.value : undefined)
  );
}
