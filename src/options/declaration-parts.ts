import type { Semantics } from "../semantics/index.ts";
import type { Expression } from "../syntax/index.ts";
import { calledFunction } from "./call.ts";
import type { LocalNames } from "./local-names.ts";

/** The literal argument of `mkOption`, by name; empty if it is none. */
export function argumentsOfOption(
  argument: Expression | undefined,
  names: LocalNames,
): ReadonlyMap<string, Expression> {
  const attributes = new Map<string, Expression>();
  if (!argument?.is("attrset_expression", "rec_attrset_expression")) return attributes;
  for (const entry of argument.bindingSet?.bindings ?? []) {
    const [key] = entry.is("binding") ? entry.attrpath.attrs.map(names.keyOf) : [];
    if (entry.is("binding") && key !== undefined) attributes.set(key, entry.expression);
  }
  return attributes;
}

/** The module of the first `submodule` in a type: it declares further options below. */
export function submoduleOf(type: Expression, semantics: Semantics): Expression | undefined {
  const calls = type.descendants("apply_expression");
  for (const call of type.is("apply_expression") ? [type, ...calls] : calls) {
    const { origin, args } = calledFunction(call, semantics);
    if (origin === "lib.types.submodule" && args[0]) return args[0];
  }
  return undefined;
}
