import type { FoldLimits } from "./fold-limits.ts";
import { foldAttribute, hasAttribute } from "./fold-select.ts";
import {
  expectType,
  openSet,
  setValue,
  unknown,
  type Folded,
  type SetValue,
  type Unknown,
} from "./fold-value.ts";
import { libNames } from "./lib-names.ts";

/**
 * `//` where sets may be open: an attribute that the right one lacks is that of the left one. Of two libraries the one of
 * nixpkgs has the names that it is known for.
 */
export function updateInWorld(left: Folded, right: Folded, limits: FoldLimits): Folded {
  const first = expectType(left, "set");
  if (!first.known && first.fails) return first;
  const second = expectType(right, "set");
  if (!second.known && second.fails) return second;
  const gaps = [...gapsOf(left, limits), ...gapsOf(right, limits)];
  if (first.known && second.known && second.value.isComplete) {
    limits.spend((first.value.attributes.size + second.value.attributes.size) >>> 3);
    const both = new Map([...first.value.attributes, ...second.value.attributes]);
    const { rest } = first.value;
    return rest ? openSet(both, rest, gaps) : setValue(both, first.value.isComplete, gaps);
  }
  const attributes = new Map<string, Folded>();
  if (first.known) {
    limits.spend(first.value.attributes.size >>> 3);
    for (const key of first.value.attributes.keys())
      attributes.set(
        key,
        limits.lazy(() => attributeOf(key)),
      );
  }
  if (second.known) for (const [key, value] of second.value.attributes) attributes.set(key, value);
  return openSet(attributes, (key) => limits.lazy(() => attributeOf(key)), gaps);

  function attributeOf(key: string): Folded {
    if (second.known && second.value.isComplete) {
      const own = second.value.attributes.get(key);
      return own ?? foldAttribute(left, key, limits);
    }
    const onlyLibrary = whichLibrary(key);
    if (onlyLibrary) return foldAttribute(onlyLibrary, key, limits);
    const isOnRight = hasAttribute(right, key);
    if (isOnRight.known) return foldAttribute(isOnRight.value.value ? right : left, key, limits);
    const isOnLeft = hasAttribute(left, key);
    const isNowhereElse = isOnLeft.known && !isOnLeft.value.value;
    if (isNowhereElse) return foldAttribute(right, key, limits);
    const reason = second.known
      ? "the set on the right of `//` is known in part"
      : `the set on the right of \`//\` is unknown: ${right.known ? "" : right.reason}`;
    return {
      ...unknown(reason),
      alternatives: [foldAttribute(right, key, limits), foldAttribute(left, key, limits)],
    };
  }

  /** The side that has the name, where one is the library of nixpkgs and the other an unknown one. */
  function whichLibrary(key: string): Folded | undefined {
    const isLeft = isLibrary(left, limits);
    const isRight = isLibrary(right, limits);
    if (isLeft === isRight) return undefined;
    const other = isLeft ? right : left;
    if (other.known) return undefined;
    const has = libNames.has(key);
    return has === isLeft ? left : right;
  }
}

function isLibrary(folded: Folded, { world }: FoldLimits): boolean {
  return !folded.known && folded.origin !== undefined && world?.isLibrary(folded.origin) === true;
}

function gapsOf(folded: Folded, limits: FoldLimits): readonly Unknown[] {
  if (!folded.known) return [limits.settle(folded) as Unknown];
  return (folded.value as SetValue).gaps ?? [];
}
