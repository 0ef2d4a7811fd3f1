import {
  booleanValue,
  expectComplete,
  expectType,
  failure,
  foldCall,
  integerValue,
  listValue,
  setValue,
  unknown,
  type Folded,
  type FoldedFunction,
  type FoldLimits,
  type Unknown,
} from "../../semantics/index.ts";
import { binary, ternary, unary, withType } from "./native-function.ts";

/** Longer lists are not made. */
const LONGEST_LIST = 100_000n;

/** Functions of `builtins` over lists. */
export const nativeListFunctions: Readonly<Record<string, FoldedFunction>> = {
  "foldl'": ternary((callee, initial, list, limits) => {
    const expected = expectComplete(list, "list");
    if (!expected.known) return expected;
    let result = initial;
    for (const element of expected.value.elements) {
      result = limits.settle(foldCall(foldCall(callee, result, limits), element, limits));
      if (!result.known && result.fails) return result;
    }
    return result;
  }),
  foldr: ternary((callee, initial, list, limits) => {
    const expected = expectComplete(list, "list");
    if (!expected.known) return expected;
    let result = initial;
    for (const element of expected.value.elements.toReversed()) {
      const inner = result;
      limits.spend(1);
      result = limits.lazy(() => foldCall(foldCall(callee, element, limits), inner, limits));
    }
    return result;
  }),
  flatten: unary((value, limits) => listValue(...flattened(value, limits))),
  any: binary((callee, list, limits) => decide(callee, list, true, limits)),
  all: binary((callee, list, limits) => decide(callee, list, false, limits)),
  elemAt: binary((list, index) =>
    withType(list, "list", ({ elements, isComplete }) =>
      withType(index, "integer", ({ value }) => {
        if (!isComplete) return unknown("a list that is known in part");
        return elements[Number(value)] ?? failure("an index beyond the end of the list");
      }),
    ),
  ),
  genList: binary((callee, count, limits) =>
    withType(count, "integer", ({ value }) => {
      if (value < 0n) return failure("a list of negative length");
      if (value > LONGEST_LIST) return unknown("a very long list");
      limits.spend(Number(value));
      return listValue(
        Array.from({ length: Number(value) }, (_, index) =>
          limits.lazy(() => foldCall(callee, integerValue(BigInt(index)), limits)),
        ),
      );
    }),
  ),
  sort: binary(sortList),
  partition: binary((callee, list, limits) => {
    const parts = groupElements(list, limits, (element) => {
      const isRight = expectType(foldCall(callee, element, limits), "boolean");
      return isRight.known ? (isRight.value.value ? "right" : "wrong") : isRight;
    });
    if (!(parts instanceof Map)) return parts;
    return setValue(
      new Map(["right", "wrong"].map((name) => [name, listValue(parts.get(name) ?? [])])),
    );
  }),
  groupBy: binary((callee, list, limits) => {
    const groups = groupElements(list, limits, (element) => {
      const name = expectType(foldCall(callee, element, limits), "string");
      return name.known ? name.value.value : name;
    });
    if (!(groups instanceof Map)) return groups;
    return setValue(new Map(Array.from(groups, ([name, elements]) => [name, listValue(elements)])));
  }),
};

/** Something unknown counts as one element: it is hardly ever a list. */
function flattened(
  value: Folded,
  limits: FoldLimits,
): [elements: Folded[], isComplete: boolean, gaps: Unknown[]] {
  if (!value.known || value.value.type !== "list") return [[value], true, []];
  const { elements, isComplete, gaps } = value.value;
  const all: Folded[] = [];
  const allGaps = [...(gaps ?? [])];
  let areComplete = isComplete;
  for (const element of elements) {
    limits.spend(1);
    const [inner, isWhole, innerGaps] = limits.descend(() => flattened(element, limits));
    all.push(...inner);
    allGaps.push(...innerGaps);
    areComplete &&= isWhole;
  }
  return [all, areComplete, allGaps];
}

/** `any` where `decisive` is true, else `all`. */
function decide(callee: Folded, list: Folded, decisive: boolean, limits: FoldLimits): Folded {
  const expected = expectComplete(list, "list");
  if (!expected.known) return expected;
  for (const element of expected.value.elements) {
    const answer = expectType(foldCall(callee, element, limits), "boolean");
    if (!answer.known) return answer;
    if (answer.value.value === decisive) return booleanValue(decisive);
  }
  return booleanValue(!decisive);
}

/** A merge sort: stable, as Nix's is, and it can stop at the first comparison that has no answer. */
function sortList(comes: Folded, list: Folded, limits: FoldLimits): Folded {
  const expected = expectComplete(list, "list");
  if (!expected.known) return expected;
  const problem: Folded[] = [];
  const isBefore = (one: Folded, other: Folded): boolean => {
    if (problem.length > 0) return true;
    const answer = expectType(foldCall(foldCall(comes, one, limits), other, limits), "boolean");
    if (!answer.known) problem.push(answer);
    return answer.known && answer.value.value;
  };
  const sorted = expected.value.elements.toSorted((one, other) =>
    isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0,
  );
  return problem[0] ?? listValue(sorted);
}

function groupElements(
  list: Folded,
  limits: FoldLimits,
  nameOf: (element: Folded) => string | Folded,
): Map<string, Folded[]> | Folded {
  const expected = expectComplete(list, "list");
  if (!expected.known) return expected;
  const groups = new Map<string, Folded[]>();
  for (const element of expected.value.elements) {
    limits.spend(1);
    const name = nameOf(element);
    if (typeof name !== "string") return name;
    const group = groups.get(name);
    if (group) group.push(element);
    else groups.set(name, [element]);
  }
  return groups;
}
