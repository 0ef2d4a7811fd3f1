import type { FoldLimits } from "./fold-limits.ts";
import {
  failure,
  unknown,
  withoutOrigin,
  type Folded,
  type Known,
  type SetValue,
  type Unknown,
  withArticle,
} from "./fold-value.ts";
import { foldNamed } from "./fold-named.ts";
import type { FoldWorld } from "./fold-world.ts";
import { canonicalOrigin } from "./origins.ts";

/** The attribute of a set; of something unknown that has a name, what goes by the longer name. */
export function foldAttribute(set: Folded, key: string, limits: FoldLimits): Folded {
  if (!set.known) {
    if (set.fails) return set;
    if (limits.world) return attributeInWorld(set, key, limits.world);
    if (set.origin === undefined) return set;
    return foldNamed(canonicalOrigin(`${set.origin}.${key}`), limits, set.reason);
  }
  if (set.value.type !== "set")
    return failure(`attribute \`${key}\` of ${withArticle(set.value.type)}`);
  return (
    set.value.attributes.get(key) ??
    restOf(set.value, key, limits) ??
    (set.value.isComplete
      ? failure(`attribute \`${key}\` is missing`)
      : unknown(whyMissing(key, set.value)))
  );
}

/** What is worked out when asked for may ask for itself: bounded as all that is put off. */
function restOf({ rest }: SetValue, key: string, limits: FoldLimits): Folded | undefined {
  return rest && limits.settle(limits.lazy(() => rest(key)));
}

/** A call keeps what was called, and alternatives stay alternatives. */
function attributeInWorld(set: Unknown, key: string, world: FoldWorld): Folded {
  if (set.origin !== undefined) return world.named(`${set.origin}.${key}`, set.reason);
  return set.call || set.part
    ? { ...unknown(set.reason), part: { of: set, key } }
    : unknown(set.reason);
}

function whyMissing(key: string, { gaps }: SetValue): string {
  const reason = `attribute \`${key}\` of a set that is known in part`;
  return gaps?.[0] ? `${reason}: ${gaps[0].reason}` : reason;
}

/** Whether something is a set with the attribute. */
export function hasAttribute(
  set: Folded,
  key: string,
): (Known & { readonly value: { readonly type: "boolean"; readonly value: boolean } }) | Unknown {
  if (!set.known) return withoutOrigin(set);
  const { value } = set;
  if (value.type === "set" && !value.attributes.has(key) && (!value.isComplete || value.rest)) {
    const other = value.rest?.(key);
    if (!other) return unknown(whyMissing(key, value));
    if (!other.known && !other.fails) return withoutOrigin(other);
    return { known: true, value: { type: "boolean", value: other.known } };
  }
  const isThere = value.type === "set" && value.attributes.has(key);
  return { known: true, value: { type: "boolean", value: isThere } };
}
