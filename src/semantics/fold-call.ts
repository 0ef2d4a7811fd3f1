import { failure, unknown, type Folded, withArticle } from "./fold-value.ts";

/** What a call gives. */
export function foldCall(callee: Folded, argument: Folded): Folded {
  if (!callee.known) {
    if (callee.fails) return callee;
    if (callee.origin !== undefined) return unknown(`call of \`${callee.origin}\``);
    // Of a curried call the first reason says enough.
    return callee.reason.startsWith("call of ")
      ? unknown(callee.reason)
      : unknown(`call of an unknown function: ${callee.reason}`);
  }
  if (callee.value.type === "function") return callee.value.call(argument);
  if (callee.value.type !== "set") return failure(`call of ${withArticle(callee.value.type)}`);
  return unknown("call of a set");
}
