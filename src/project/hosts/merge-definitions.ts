import {
  known,
  listValue,
  openSet,
  failure,
  setValue,
  unknown,
  type Folded,
  type FoldLimits,
  type SetValue,
  type Unknown,
} from "../../semantics/index.ts";
import { propertyValues } from "./property.ts";

/** How deep definitions are merged into each other. */
const DEPTH_LIMIT = 40;

/**
 * What several definitions of one option come to, where its type is not known: sets become one, lists follow each other,
 * modules become one with all of them as imports. `withDefaults` for options that may have more than is defined.
 */
export function mergeDefinitions(
  definitions: readonly Folded[],
  limits: FoldLimits,
  withDefaults = false,
  depth = 0,
): Folded {
  const values = definitions.flatMap((definition) =>
    propertyValues(definition, limits).map(({ value }) => value),
  );
  const [first, second] = values;
  if (!first) return failure("an option without a definition");
  if (!second || depth > DEPTH_LIMIT)
    return withDefaults ? withOpenDefaults(first, limits, depth) : first;
  const settled = values.map((value) => limits.settle(value));
  const isKnown = settled.flatMap((value) => (value.known ? value.value : []));
  if (isKnown.some(({ type }) => type === "function" || type === "path"))
    return setValue(new Map([["imports", listValue(values)]]));
  if (isKnown.some(({ type }) => type === "list")) {
    const lists = isKnown.flatMap((value) => (value.type === "list" ? value : []));
    const gaps = settled.flatMap((value) => (value.known ? [] : value));
    return listValue(
      lists.flatMap(({ elements }) => elements),
      gaps.length === 0 && lists.every(({ isComplete }) => isComplete),
      [...gaps, ...lists.flatMap((list) => list.gaps ?? [])],
    );
  }
  const sets = isKnown.flatMap((value) => (value.type === "set" ? value : []));
  if (sets.length > 0)
    return mergeSets(
      sets,
      settled.filter((value) => !value.known),
    );
  return first;

  function mergeSets(parts: readonly SetValue[], open: readonly Unknown[]): Folded {
    const byKey = new Map<string, Folded[]>();
    for (const { attributes } of parts) {
      limits.spend(attributes.size >>> 3);
      for (const [key, value] of attributes) byKey.set(key, [...(byKey.get(key) ?? []), value]);
    }
    const merged = new Map<string, Folded>();
    for (const [key, own] of byKey) {
      const [only] = own;
      merged.set(
        key,
        own.length === 1 && only
          ? withDefaults
            ? limits.lazy(() => withOpenDefaults(only, limits, depth + 1))
            : only
          : limits.lazy(() => mergeDefinitions(own, limits, withDefaults, depth + 1)),
      );
    }
    const gaps = [...open, ...parts.flatMap((part) => part.gaps ?? [])];
    const isComplete = open.length === 0 && parts.every((part) => part.isComplete);
    if (isComplete) return withDefaults ? defaulted(merged) : setValue(merged);
    return openSet(
      merged,
      (key) => {
        for (const { rest } of parts) {
          const other = rest && limits.settle(rest(key));
          if (other && (other.known || !other.fails)) return other;
        }
        const [gap] = gaps;
        return gap
          ? unknown(`attribute \`${key}\` of a set that is known in part: ${gap.reason}`)
          : failure(`attribute \`${key}\` is missing`);
      },
      gaps,
    );
  }
}

/** A set of options: what no definition gives may have a default. */
function defaulted(attributes: ReadonlyMap<string, Folded>): Folded {
  return known({
    type: "set",
    attributes,
    isComplete: true,
    rest: (key) => unknown(`the default of an option \`${key}\``),
  });
}

function withOpenDefaults(value: Folded, limits: FoldLimits, depth: number): Folded {
  const settled = limits.settle(value);
  if (!settled.known || settled.value.type !== "set" || depth > DEPTH_LIMIT) return value;
  const { attributes, isComplete } = settled.value;
  if (!isComplete || attributes.has("_type") || attributes.has("outPath")) return value;
  return defaulted(
    new Map(
      Array.from(attributes, ([key, inner]) => [
        key,
        limits.lazy(() => mergeDefinitions([inner], limits, true, depth + 1)),
      ]),
    ),
  );
}
