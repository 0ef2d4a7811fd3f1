import type { FoldLimits } from "./fold-limits.ts";
import {
  booleanValue,
  failure,
  unknown,
  withoutOrigin,
  type Folded,
  type SetValue,
  type Value,
  withArticle,
} from "./fold-value.ts";

/** Whether two values are equal as Nix's `==` has it. */
export function foldEquality(left: Folded, right: Folded, limits: FoldLimits): Folded {
  return limits.descend(() => {
    if (!left.known) return withoutOrigin(left);
    if (!right.known) return withoutOrigin(right);
    return equalValues(left.value, right.value, limits);
  });
}

/** Whether the first comes before the second as Nix's `<` has it. */
export function foldLess(left: Folded, right: Folded): Folded {
  if (!left.known) return withoutOrigin(left);
  if (!right.known) return withoutOrigin(right);
  const one = left.value;
  const other = right.value;
  if (isNumber(one) && isNumber(other))
    return booleanValue(
      one.type === other.type ? one.value < other.value : Number(one.value) < Number(other.value),
    );
  if (one.type === "string" && other.type === "string")
    return booleanValue(compareStrings(one.value, other.value) < 0);
  if (one.type === other.type && (one.type === "list" || one.type === "path"))
    return unknown(`comparison of two ${one.type}s`);
  return failure(`comparison of ${withArticle(one.type)} with ${withArticle(other.type)}`);
}

/** Orders by UTF-8 bytes, as Nix does. */
export function compareStrings(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function equalValues(one: Value, other: Value, limits: FoldLimits): Folded {
  if (isNumber(one) && isNumber(other))
    return booleanValue(
      one.type === other.type
        ? one.value === other.value
        : Number(one.value) === Number(other.value),
    );
  if (one.type !== other.type) return booleanValue(false);
  switch (one.type) {
    case "null":
      return booleanValue(true);
    case "boolean":
    case "string":
      return booleanValue(one.value === (other as typeof one).value);
    case "path":
      return one.value === (other as typeof one).value
        ? booleanValue(true)
        : unknown("comparison of paths");
    case "list":
      return equalLists(one, other as typeof one, limits);
    case "set":
      return equalSets(one, other as typeof one, limits);
    default:
      return unknown("comparison of functions");
  }
}

function equalLists(
  one: Extract<Value, { type: "list" }>,
  other: Extract<Value, { type: "list" }>,
  limits: FoldLimits,
): Folded {
  if (!one.isComplete || !other.isComplete) return unknown("a list that is known in part");
  if (one.elements.length !== other.elements.length) return booleanValue(false);
  for (const [index, element] of one.elements.entries()) {
    const same = foldEquality(element, other.elements[index] ?? element, limits);
    if (!same.known || !isTrue(same)) return same;
  }
  return booleanValue(true);
}

/** Nix compares attributes in an order of its own, so that all must be known. */
function equalSets(one: SetValue, other: SetValue, limits: FoldLimits): Folded {
  if (!one.isComplete || !other.isComplete) return unknown("a set that is known in part");
  if (mayBeDerivation(one) && mayBeDerivation(other)) return unknown("comparison of derivations");
  if (one.attributes.size !== other.attributes.size) return booleanValue(false);
  let areEqual = true;
  for (const [key, attribute] of one.attributes) {
    const counterpart = other.attributes.get(key);
    if (!counterpart) {
      areEqual = false;
      continue;
    }
    const same = foldEquality(attribute, counterpart, limits);
    // Whether Nix comes this far before it finds a difference is open.
    if (!same.known) return unknown(same.reason);
    areEqual &&= isTrue(same);
  }
  return booleanValue(areEqual);
}

function mayBeDerivation(set: SetValue): boolean {
  const type = set.attributes.get("type");
  if (!type) return false;
  return !type.known || (type.value.type === "string" && type.value.value === "derivation");
}

function isTrue(folded: Folded): boolean {
  return folded.known && folded.value.type === "boolean" && folded.value.value;
}

function isNumber(value: Value): value is Extract<Value, { type: "integer" | "float" }> {
  return value.type === "integer" || value.type === "float";
}
