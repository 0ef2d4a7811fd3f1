import {
  expectComplete,
  expectType,
  failure,
  foldAttribute,
  foldCall,
  libNames,
  listValue,
  openSet,
  setValue,
  stringValue,
  unknown,
  type Folded,
  type FoldLimits,
  type Unknown,
} from "../../semantics/index.ts";

/**
 * `lib.zipAttrsWith`. The library of nixpkgs, which many trees make one set with their own, is taken to have the names
 * that it is known for.
 */
export function zipAttributes(callee: Folded, list: Folded, limits: FoldLimits): Folded {
  const sets = expectComplete(list, "list");
  if (!sets.known) return sets;
  const names = new Set<string>();
  const gaps: Unknown[] = [];
  let hasLibrary = false;
  for (const element of sets.value.elements) {
    const set = expectType(element, "set");
    if (!set.known && set.fails) return set;
    if (!set.known) {
      if (isLibrary(element, limits)) hasLibrary = true;
      else gaps.push(set);
      continue;
    }
    limits.spend(set.value.attributes.size >>> 2);
    for (const name of set.value.attributes.keys()) names.add(name);
    if (!set.value.isComplete) gaps.push(unknown("a set that is known in part"));
  }
  const attributes = new Map(
    Array.from(names, (name) => [name, limits.lazy(() => valueOf(name))] as const),
  );
  if (!hasLibrary && gaps.length === 0) return setValue(attributes);
  return openSet(
    attributes,
    (key) => {
      const [gap] = gaps;
      if (gap) return unknown(gap.reason);
      return libNames.has(key)
        ? limits.lazy(() => valueOf(key))
        : failure(`attribute \`${key}\` is missing`);
    },
    gaps,
  );

  function valueOf(name: string): Folded {
    const [gap] = gaps;
    if (gap) return unknown(gap.reason);
    const values: Folded[] = [];
    for (const element of sets.known ? sets.value.elements : []) {
      const set = expectType(element, "set");
      const own = set.known ? set.value.attributes.get(name) : undefined;
      if (own) values.push(own);
      else if (!set.known && libNames.has(name)) values.push(foldAttribute(element, name, limits));
    }
    return foldCall(foldCall(callee, stringValue(name), limits), listValue(values), limits);
  }
}

function isLibrary(folded: Folded, { world }: FoldLimits): boolean {
  return !folded.known && folded.origin !== undefined && world?.isLibrary(folded.origin) === true;
}
