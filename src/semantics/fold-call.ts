import type { FoldLimits } from "./fold-limits.ts";
import { failure, unknown, type Folded, withArticle } from "./fold-value.ts";

/** What a call gives. */
export function foldCall(callee: Folded, argument: Folded, limits: FoldLimits): Folded {
  if (!callee.known) {
    if (callee.fails) return callee;
    const call = { callee, argument };
    if (callee.origin !== undefined) return { ...unknown(`call of \`${callee.origin}\``), call };
    // Of a curried call the first reason says enough.
    const reason = callee.reason.startsWith("call of ")
      ? callee.reason
      : `call of an unknown function: ${callee.reason}`;
    return { ...unknown(reason), call };
  }
  if (callee.value.type === "function") return callee.value.call(argument);
  if (callee.value.type !== "set") return failure(`call of ${withArticle(callee.value.type)}`);
  const functor = callee.value.attributes.get("__functor");
  if (functor)
    return limits.descend(() => foldCall(foldCall(functor, callee, limits), argument, limits));
  return unknown("call of a set");
}
