import {
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
 * modules become one with all of them as imports.
 */
export function mergeDefinitions(
  definitions: readonly Folded[],
  limits: FoldLimits,
  depth = 0,
): Folded {
  const values = definitions.flatMap((definition) =>
    propertyValues(definition, limits).map(({ value }) => value),
  );
  const [first, second] = values;
  if (!first) return failure("an option without a definition");
  if (!second || depth > DEPTH_LIMIT) return first;
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
  if (sets.length > 0) return mergeSets(sets, settled.filter((value) => !value.known) as Unknown[]);
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
          ? only
          : limits.lazy(() => mergeDefinitions(own, limits, depth + 1)),
      );
    }
    const gaps = [...open, ...parts.flatMap((part) => part.gaps ?? [])];
    const isComplete = open.length === 0 && parts.every((part) => part.isComplete);
    if (isComplete) return setValue(merged);
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
