import type { FoldLimits } from "./fold-limits.ts";
import { isForeignPath } from "./fold-world.ts";
import { foldCall } from "./fold-call.ts";
import {
  expectComplete,
  expectType,
  failure,
  listValue,
  setValue,
  stringValue,
  unknown,
  withoutOrigin,
  type Folded,
  type SetValue,
  type Unknown,
  withArticle,
} from "./fold-value.ts";

/** `builtins.concatLists`. */
export function foldConcatLists(lists: Folded, limits: FoldLimits): Folded {
  const outer = expectType(lists, "list");
  if (!outer.known) return outer;
  const elements: Folded[] = [];
  let { isComplete } = outer.value;
  const gaps = [...(outer.value.gaps ?? [])];
  for (const list of outer.value.elements) {
    const inner = expectType(list, "list");
    if (!inner.known) {
      if (inner.fails) return inner;
      isComplete = false;
      if (limits.world) gaps.push(limits.settle(list) as Unknown);
      continue;
    }
    if (inner.value.gaps) gaps.push(...inner.value.gaps);
    limits.spend(1 + (inner.value.elements.length >>> 3));
    for (const element of inner.value.elements) elements.push(element);
    isComplete &&= inner.value.isComplete;
  }
  return listValue(elements, isComplete, gaps);
}

/** `builtins.concatStringsSep`. */
export function foldJoin(separator: Folded, list: Folded, limits: FoldLimits): Folded {
  const between = expectType(separator, "string");
  if (!between.known) return between;
  const expected = expectComplete(list, "list");
  if (!expected.known) return expected;
  const texts: string[] = [];
  for (const element of expected.value.elements) {
    const text = foldCoercion(element, limits);
    if (!text.known) return text;
    limits.spend(1 + ((text.text.length + between.value.value.length) >>> 6));
    texts.push(text.text);
  }
  return stringValue(texts.join(between.value.value));
}

/** `builtins.listToAttrs`: of several pairs with one name the first counts. */
export function foldNameValuePairs(list: Folded, limits: FoldLimits): Folded {
  const expected = expectType(list, "list");
  if (!expected.known) return expected;
  const attributes = new Map<string, Folded>();
  let { isComplete } = expected.value;
  const gaps = [...(expected.value.gaps ?? [])];
  // Behind a pair of unknown name, or in a list with gaps, an earlier pair may have the name.
  let doubt = isComplete ? undefined : "a list that is known in part";
  for (const element of expected.value.elements) {
    limits.spend(1);
    const pair = expectType(element, "set");
    const name = pair.known
      ? expectType(
          pair.value.attributes.get("name") ?? withoutName(pair.value.isComplete),
          "string",
        )
      : pair;
    if (!name.known) {
      if (name.fails) return name;
      isComplete = false;
      if (limits.world) gaps.push(unknown(name.reason));
      doubt = name.reason;
      continue;
    }
    if (attributes.has(name.value.value)) continue;
    const value = pair.known ? pair.value.attributes.get("value") : undefined;
    if (!value && pair.known && pair.value.isComplete)
      return failure("attribute `value` is missing");
    attributes.set(
      name.value.value,
      doubt === undefined && value ? value : unknown(doubt ?? "a set that is known in part"),
    );
  }
  return setValue(attributes, isComplete, gaps);
}

/** `toString`, of what every Nix writes alike. */
export function foldToString(folded: Folded, limits: FoldLimits): Folded {
  return limits.descend(() => {
    if (!folded.known)
      return limits.world && isForeignPath(folded) ? limits.settle(folded) : withoutOrigin(folded);
    const { value } = folded;
    switch (value.type) {
      case "string":
        return folded;
      case "integer":
        return stringValue(String(value.value));
      case "boolean":
        return stringValue(value.value ? "1" : "");
      case "null":
        return stringValue("");
      case "list":
        return listToString(folded, limits);
      case "function":
        return failure("`toString` of a function");
      case "set": {
        const text = limits.world ? foldCoercion(folded, limits) : setAsText(value);
        return "text" in text ? stringValue(text.text) : text;
      }
      case "path":
        return limits.world
          ? stringValue(value.value)
          : unknown(`\`toString\` of ${withArticle(value.type)}`);
      default:
        return unknown(`\`toString\` of ${withArticle(value.type)}`);
    }
  });
}

/** The text that a value stands for inside a string. */
export function foldCoercion(
  folded: Folded,
  limits: FoldLimits,
): { readonly known: true; readonly text: string } | Unknown {
  if (!folded.known) return withoutOrigin(folded);
  const { value } = folded;
  if (value.type === "string") return { known: true, text: value.value };
  if (value.type === "set")
    return limits.world ? setToText(folded, value, limits) : setAsText(value);
  if (value.type === "path" && limits.world) return { known: true, text: value.value };
  return value.type === "path"
    ? unknown("a path made a string")
    : failure(`${withArticle(value.type)} where a string is needed`);
}

/** Why a set that is used as text has no value here: only one with a path or function for it can be. */
export function setAsText({ attributes, isComplete }: SetValue): Unknown {
  return isComplete && !attributes.has("outPath") && !attributes.has("__toString")
    ? failure("a set where a string is needed")
    : unknown("a set made a string");
}

function setToText(
  folded: Folded,
  { attributes }: SetValue,
  limits: FoldLimits,
): ReturnType<typeof foldCoercion> {
  const own = attributes.get("__toString");
  const text = own ? foldCall(own, folded, limits) : attributes.get("outPath");
  return text ? limits.descend(() => foldCoercion(text, limits)) : unknown("a set made a string");
}

function listToString(folded: Folded, limits: FoldLimits): Folded {
  const expected = expectComplete(folded, "list");
  if (!expected.known) return expected;
  const { elements } = expected.value;
  let result = "";
  for (const [index, element] of elements.entries()) {
    const text = expectType(foldToString(element, limits), "string");
    if (!text.known) return text;
    limits.spend(1 + (text.value.value.length >>> 6));
    result += text.value.value;
    const isEmptyList =
      element.known && element.value.type === "list" && element.value.elements.length === 0;
    if (index < elements.length - 1 && !isEmptyList) result += " ";
  }
  return stringValue(result);
}

function withoutName(isComplete: boolean): Folded {
  return isComplete
    ? failure("attribute `name` is missing")
    : unknown("a set that is known in part");
}
