import type { Expression, FunctionExpression } from "../syntax/index.ts";
import type { Frame } from "./fold-frame.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { expectType, failure, unknown, type Folded, type SetValue } from "./fold-value.ts";

/** Binds the names of a function to an argument, or says why the call fails. */
export function bindArguments(
  node: FunctionExpression,
  frame: Frame,
  argument: Folded,
  limits: FoldLimits,
  fold: (node: Expression, frame: Frame) => Folded,
): Folded | undefined {
  if (node.universal) frame.given.set(node.universal.row, argument);
  const { formals: pattern } = node;
  if (!pattern) return undefined;
  const set = expectType(argument, "set");
  if (!set.known && set.fails) return set;
  const { formals } = pattern;
  limits.spend(formals.length >>> 2);
  for (const { name, default: fallback } of formals) {
    const given = set.known
      ? argumentOf(set.value, name.text, limits)
      : unknown(`argument \`${name.text}\` of a call: ${set.reason}`);
    if (given) frame.given.set(name.row, given);
    else if (fallback)
      frame.given.set(
        name.row,
        limits.lazy(() => fold(fallback, frame)),
      );
    else return failure(`argument \`${name.text}\` is missing`);
  }
  if (!set.known || pattern.ellipses) return undefined;
  const names = new Set(formals.map(({ name }) => name.text));
  for (const key of set.value.attributes.keys()) {
    if (!names.has(key)) return failure(`unexpected argument \`${key}\``);
  }
  return undefined;
}

function argumentOf(set: SetValue, name: string, limits: FoldLimits): Folded | undefined {
  const { attributes, isComplete, rest } = set;
  const given = attributes.get(name);
  if (given || isComplete) return given;
  if (rest) {
    const other = limits.settle(rest(name));
    return !other.known && other.fails ? undefined : other;
  }
  return unknown(`argument \`${name}\` from a set that is known in part`);
}
