import { compareStrings, foldEquality } from "./fold-compare.ts";
import { foldCall } from "./fold-call.ts";
import type { FoldLimits } from "./fold-limits.ts";
import {
  foldNameValuePairs,
  foldConcatLists,
  foldJoin,
  foldToString,
} from "./fold-list-functions.ts";
import {
  booleanValue,
  expectComplete,
  expectType,
  failure,
  integerValue,
  listValue,
  setValue,
  stringValue,
  unknown,
  type Folded,
  type ListValue,
  type SetValue,
  type Value,
} from "./fold-value.ts";

/** A function of Nix or nixpkgs that is worked out here. */
export interface FoldedFunction {
  readonly arity: number;
  readonly fold: (given: readonly Folded[], limits: FoldLimits) => Folded;
}

/** Calls are folded when all arguments are there. */
const missing: Folded = failure("a missing argument");

function unary(fold: (argument: Folded, limits: FoldLimits) => Folded): FoldedFunction {
  return { arity: 1, fold: ([argument = missing], limits) => fold(argument, limits) };
}

function binary(
  fold: (first: Folded, second: Folded, limits: FoldLimits) => Folded,
): FoldedFunction {
  return {
    arity: 2,
    fold: ([first = missing, second = missing], limits) => fold(first, second, limits),
  };
}

/** The functions of `builtins` that can be folded. `lib` has them too. */
export const foldedBuiltins: ReadonlyMap<string, FoldedFunction> = new Map(
  Object.entries({
    attrNames: unary(attributeNames),
    attrValues: unary(attributeValues),
    concatLists: unary(foldConcatLists),
    concatMap: binary((callee, list, limits) =>
      foldConcatLists(mapList(callee, list, limits), limits),
    ),
    concatStringsSep: binary(foldJoin),
    elem: binary(isElement),
    filter: binary(filterList),
    head: unary((list) =>
      withList(list, ({ elements }) => elements[0] ?? failure("`head` of an empty list")),
    ),
    length: unary((list) =>
      withList(list, ({ elements }) => integerValue(BigInt(elements.length))),
    ),
    listToAttrs: unary(foldNameValuePairs),
    map: binary(mapList),
    mapAttrs: binary(mapAttributes),
    tail: unary(tailOf),
    toString: unary(foldToString),
  }),
);

/** The functions of `lib` alone that can be folded. */
export const foldedLibFunctions: ReadonlyMap<string, FoldedFunction> = new Map(
  Object.entries({
    genAttrs: binary(generateAttributes),
    nameValuePair: binary(pair),
    optional: binary((condition, item, limits) =>
      when(condition, () => listValue([item]), listValue([]), limits),
    ),
    optionalAttrs: binary((condition, set, limits) =>
      when(condition, () => set, setValue(new Map()), limits),
    ),
    optionalString: binary((condition, text, limits) =>
      when(condition, () => text, stringValue(""), limits),
    ),
    optionals: binary((condition, list, limits) =>
      when(condition, () => list, listValue([]), limits),
    ),
    range: binary(numbers),
  }),
);

function attributeNames(set: Folded, limits: FoldLimits): Folded {
  const expected = expectComplete(set, "set");
  return expected.known ? listValue(sortedKeys(expected.value, limits).map(stringValue)) : expected;
}

function attributeValues(set: Folded, limits: FoldLimits): Folded {
  const expected = expectComplete(set, "set");
  if (!expected.known) return expected;
  const { attributes } = expected.value;
  return listValue(sortedKeys(expected.value, limits).map((key) => attributes.get(key) ?? missing));
}

function tailOf(list: Folded, limits: FoldLimits): Folded {
  return withList(list, ({ elements }) => {
    limits.spend(elements.length >>> 3);
    return elements.length ? listValue(elements.slice(1)) : failure("`tail` of an empty list");
  });
}

function withList(list: Folded, use: (value: ListValue) => Folded): Folded {
  const expected = expectComplete(list, "list");
  return expected.known ? use(expected.value) : expected;
}

function sortedKeys({ attributes }: SetValue, limits: FoldLimits): string[] {
  limits.spend(attributes.size >>> 3);
  return [...attributes.keys()].sort(compareStrings);
}

/** The parts of lists and sets may be there or not where the condition is unknown; other values are then unknown. */
function when(
  condition: Folded,
  then: () => Folded,
  otherwise: Folded,
  limits: FoldLimits,
): Folded {
  const expected = expectType(condition, "boolean");
  if (expected.known) return expected.value.value ? then() : otherwise;
  if (expected.fails || !otherwise.known) return expected;
  const gaps = limits.world ? [{ ...expected, alternatives: [then()] }] : [];
  if (otherwise.value.type === "list") return listValue([], false, gaps);
  return otherwise.value.type === "set" ? setValue(new Map(), false, gaps) : expected;
}

function mapList(callee: Folded, list: Folded, limits: FoldLimits): Folded {
  const expected = expectType(list, "list");
  if (!expected.known) return expected;
  limits.spend(expected.value.elements.length >>> 2);
  return listValue(
    expected.value.elements.map((element) => limits.lazy(() => foldCall(callee, element, limits))),
    expected.value.isComplete,
    expected.value.gaps,
  );
}

function filterList(callee: Folded, list: Folded, limits: FoldLimits): Folded {
  const expected = expectType(list, "list");
  if (!expected.known) return expected;
  const kept: Folded[] = [];
  for (const element of expected.value.elements) {
    const isKept = expectType(foldCall(callee, element, limits), "boolean");
    if (!isKept.known) return isKept;
    if (isKept.value.value) kept.push(element);
  }
  return listValue(kept, expected.value.isComplete, expected.value.gaps);
}

function isElement(item: Folded, list: Folded, limits: FoldLimits): Folded {
  return withList(list, ({ elements }) => {
    for (const element of elements) {
      const same = expectType(foldEquality(item, element, limits), "boolean");
      if (!same.known || same.value.value) return same;
    }
    return booleanValue(false);
  });
}

function mapAttributes(callee: Folded, set: Folded, limits: FoldLimits): Folded {
  const expected = expectType(set, "set");
  if (!expected.known) return expected;
  const { attributes, isComplete } = expected.value;
  limits.spend(attributes.size >>> 2);
  return setValue(
    new Map(
      Array.from(attributes, ([key, attribute]) => [
        key,
        limits.lazy(() => foldCall(foldCall(callee, stringValue(key), limits), attribute, limits)),
      ]),
    ),
    isComplete,
  );
}

function generateAttributes(names: Folded, callee: Folded, limits: FoldLimits): Folded {
  const expected = expectType(names, "list");
  if (!expected.known) return expected;
  const pairs = expected.value.elements.map((name) =>
    pair(
      name,
      limits.lazy(() => foldCall(callee, name, limits)),
    ),
  );
  return foldNameValuePairs(listValue(pairs, expected.value.isComplete), limits);
}

function pair(name: Folded, value: Folded): Folded {
  return setValue(
    new Map([
      ["name", name],
      ["value", value],
    ]),
  );
}

function numbers(from: Folded, to: Folded, limits: FoldLimits): Folded {
  const first = expectType(from, "integer");
  if (!first.known) return first;
  const last = expectType(to, "integer");
  if (!last.known) return last;
  const count = last.value.value - first.value.value + 1n;
  if (count > 1_000_000n) return unknown("a very long list");
  if (count > 0n) limits.spend(Number(count));
  const elements: Value[] = [];
  for (let at = first.value.value; at <= last.value.value; at++)
    elements.push({ type: "integer", value: at });
  return listValue(elements.map((value) => ({ known: true, value })));
}
