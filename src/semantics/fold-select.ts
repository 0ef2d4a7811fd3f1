import type { FoldLimits } from "./fold-limits.ts";
import {
  failure,
  unknown,
  withoutOrigin,
  type Folded,
  type Known,
  type Unknown,
  withArticle,
} from "./fold-value.ts";
import { foldNamed } from "./fold-named.ts";
import { canonicalOrigin } from "./origins.ts";

/** The attribute of a set; of something unknown that has a name, what goes by the longer name. */
export function foldAttribute(set: Folded, key: string, limits: FoldLimits): Folded {
  if (!set.known) {
    if (set.fails || set.origin === undefined) return set;
    return foldNamed(canonicalOrigin(`${set.origin}.${key}`), limits, set.reason);
  }
  if (set.value.type !== "set")
    return failure(`attribute \`${key}\` of ${withArticle(set.value.type)}`);
  return (
    set.value.attributes.get(key) ??
    (set.value.isComplete
      ? failure(`attribute \`${key}\` is missing`)
      : unknown(`attribute \`${key}\` of a set that is known in part`))
  );
}

/** Whether something is a set with the attribute. */
export function hasAttribute(
  set: Folded,
  key: string,
): (Known & { readonly value: { readonly type: "boolean"; readonly value: boolean } }) | Unknown {
  if (!set.known) return withoutOrigin(set);
  const { value } = set;
  if (value.type === "set" && !value.attributes.has(key) && !value.isComplete)
    return unknown(`attribute \`${key}\` of a set that is known in part`);
  const isThere = value.type === "set" && value.attributes.has(key);
  return { known: true, value: { type: "boolean", value: isThere } };
}
