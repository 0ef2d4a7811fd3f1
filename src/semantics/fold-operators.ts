import { foldEquality, foldLess } from "./fold-compare.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { foldCoercion, setAsText } from "./fold-list-functions.ts";
import { belowForeignPath } from "./fold-literal.ts";
import { updateInWorld } from "./fold-update.ts";
import { absolutePath, isForeignPath } from "./fold-world.ts";
import {
  booleanValue,
  expectType,
  failure,
  floatValue,
  integerValue,
  known,
  listValue,
  setValue,
  stringValue,
  unknown,
  withoutOrigin,
  type Folded,
  type ListValue,
  type Unknown,
  type Value,
  withArticle,
} from "./fold-value.ts";

type Arithmetic = "+" | "-" | "*" | "/";

/** What an operator makes of two values. The right one is looked at only where Nix does. */
export function foldOperator(
  operator: string,
  left: Folded,
  right: Folded,
  limits: FoldLimits,
): Folded {
  switch (operator) {
    case "+":
      return foldPlus(left, right, limits);
    case "-":
    case "*":
    case "/":
      return foldArithmetic(operator, left, right);
    case "++":
      return foldConcatenation(left, right, limits);
    case "//":
      return foldUpdate(left, right, limits);
    case "==":
      return foldEquality(left, right, limits);
    case "!=":
      return foldNot(foldEquality(left, right, limits));
    case "<":
      return foldLess(left, right);
    case ">":
      return foldLess(right, left);
    case "<=":
      return foldNot(foldLess(right, left));
    case ">=":
      return foldNot(foldLess(left, right));
    case "&&":
      return foldShortCut(left, right, false);
    case "||":
      return foldShortCut(left, right, true);
    case "->":
      return foldShortCut(foldNot(left), right, true);
    default:
      return unknown(`operator \`${operator}\``);
  }
}

/** The opposite of a boolean. */
export function foldNot(folded: Folded): Folded {
  const expected = expectType(folded, "boolean");
  return expected.known ? booleanValue(!expected.value.value) : expected;
}

function foldShortCut(left: Folded, right: Folded, decisive: boolean): Folded {
  const first = expectType(left, "boolean");
  if (!first.known) return first;
  if (first.value.value === decisive) return booleanValue(decisive);
  const second = expectType(right, "boolean");
  return second.known ? booleanValue(second.value.value) : second;
}

function foldPlus(left: Folded, right: Folded, limits: FoldLimits): Folded {
  if (!left.known) {
    if (limits.world && right.known && right.value.type === "string" && isForeignPath(left))
      return belowForeignPath(left, right.value.value);
    return withoutOrigin(left);
  }
  if (limits.world && (left.value.type === "path" || left.value.type === "set")) {
    const { type } = left.value;
    const first = foldCoercion(left, limits);
    const second = foldCoercion(right, limits);
    if (!first.known) return first;
    if (!second.known) return second;
    const text = first.text + second.text;
    return type === "path"
      ? known({ type: "path", value: absolutePath("/", text) })
      : stringValue(text);
  }
  if (left.value.type === "string") {
    const text = foldCoercion(right, limits);
    if (!text.known) return text;
    limits.spend((left.value.value.length + text.text.length) >>> 6);
    return stringValue(left.value.value + text.text);
  }
  if (left.value.type === "set") return setAsText(left.value);
  if (left.value.type === "path") return unknown("something added to a path");
  return foldArithmetic("+", left, right);
}

function foldArithmetic(operator: Arithmetic, left: Folded, right: Folded): Folded {
  if (!left.known) return withoutOrigin(left);
  if (!right.known) return withoutOrigin(right);
  const one = left.value;
  const other = right.value;
  if (one.type === "integer" && other.type === "integer") {
    if (operator === "/" && other.value === 0n) return failure("division by zero");
    return integerValue(calculate(operator, one.value, other.value));
  }
  const first = numberOf(one);
  const second = numberOf(other);
  if (first === undefined || second === undefined)
    return failure(`\`${operator}\` on ${withArticle(one.type)} and ${withArticle(other.type)}`);
  if (operator === "/" && second === 0) return failure("division by zero");
  return floatValue(calculate(operator, first, second));
}

function calculate<T extends number | bigint>(operator: Arithmetic, one: T, other: T): T;
function calculate(operator: Arithmetic, one: number, other: number): number {
  switch (operator) {
    case "+":
      return one + other;
    case "-":
      return one - other;
    case "*":
      return one * other;
    case "/":
      return one / other;
  }
}

function numberOf(value: Value): number | undefined {
  return value.type === "integer" || value.type === "float" ? Number(value.value) : undefined;
}

function foldConcatenation(left: Folded, right: Folded, limits: FoldLimits): Folded {
  const first = expectType(left, "list");
  const second = expectType(right, "list");
  const gaps: Unknown[] = [];
  if (limits.world) {
    for (const side of [left, right])
      gaps.push(...(side.known ? gapsOf(side.value) : [limits.settle(side) as Unknown]));
  }
  if (!first.known) return first.fails || !second.known ? first : partOf(second.value, gaps);
  if (!second.known) return second.fails ? second : partOf(first.value, gaps);
  const { elements } = first.value;
  limits.spend((elements.length + second.value.elements.length) >>> 3);
  return listValue(
    [...elements, ...second.value.elements],
    first.value.isComplete && second.value.isComplete,
    gaps,
  );
}

function partOf({ elements }: ListValue, gaps: readonly Unknown[]): Folded {
  return listValue(elements, false, gaps);
}

function gapsOf(value: Value): readonly Unknown[] {
  return value.type === "list" || value.type === "set" ? (value.gaps ?? []) : [];
}

function foldUpdate(left: Folded, right: Folded, limits: FoldLimits): Folded {
  if (limits.world) return updateInWorld(left, right, limits);
  const first = expectType(left, "set");
  if (!first.known && first.fails) return first;
  const second = expectType(right, "set");
  if (!second.known) {
    if (second.fails || !first.known) return second;
    return setValue(overridable(first.value.attributes, second.reason), false);
  }
  const { attributes, isComplete } = second.value;
  if (!first.known) return setValue(attributes, false);
  limits.spend((first.value.attributes.size + attributes.size) >>> 3);
  const below = isComplete
    ? first.value.attributes
    : overridable(first.value.attributes, "the set on the right of `//` is known in part");
  return setValue(new Map([...below, ...attributes]), first.value.isComplete && isComplete);
}

function overridable(attributes: ReadonlyMap<string, Folded>, reason: string): Map<string, Folded> {
  return new Map(Array.from(attributes.keys(), (key) => [key, unknown(reason)]));
}
