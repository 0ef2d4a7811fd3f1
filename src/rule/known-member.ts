import type { Semantics } from "../semantics/index.ts";
import type { AnyNode } from "../syntax/index.ts";
import { unwrapped } from "./syntax-help.ts";

/**
 * Like `originOf`, but takes a name below several `with`s as one of the innermost. Right for names that this set is known to
 * have, as those of a table of nixpkgs' packages.
 */
export function originOfKnownMember(node: AnyNode, semantics: Semantics): string | undefined {
  const origin = semantics.originOf(node);
  if (origin !== undefined) return origin;
  const inner = node.kind === "parenthesized_expression" ? unwrapped(node) : node;
  const resolution = semantics.resolve(inner);
  if (resolution?.kind !== "dynamic" || inner.kind !== "variable_expression") return undefined;
  const [innermost] = resolution.withs;
  const set = innermost && originOfKnownMember(innermost.environment, semantics);
  return set === undefined ? undefined : `${set}.${inner.text}`;
}
