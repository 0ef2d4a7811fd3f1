import type { Semantics } from "../../semantics/index.ts";
import type { ApplyExpression, Expression } from "../../syntax/index.ts";
import { isString, readString, type StringText } from "./string-text.ts";
import { lastNameOf } from "./place.ts";

/** A call that writes a file of the store. */
export interface StoreText {
  readonly call: ApplyExpression;
  readonly builder: string;
  /** What is written, where it stands in the text. */
  readonly text: StringText | undefined;
}

const builders =
  /^(?:writeText|writeTextFile|writeTextDir|toFile|runCommand|runCommandLocal|writeScript|writeShellScript)$/;
const HOP_LIMIT = 2;

/** The file of the store that a value is: a call of `writeText` and kin, also in `"${…}"`, `toString` or a local name. */
export function storeTextOf(
  value: Expression,
  semantics: Semantics,
  hops = HOP_LIMIT,
): StoreText | undefined {
  if (value.is("parenthesized_expression")) return storeTextOf(value.expression, semantics, hops);
  if (value.is("string_expression")) {
    const [only, ...others] = value.children.filter((child) => child.is("interpolation"));
    return only?.is("interpolation") && others.length === 0
      ? storeTextOf(only.expression, semantics, hops)
      : undefined;
  }
  if (value.is("variable_expression")) {
    const resolution = hops > 0 ? semantics.resolve(value) : undefined;
    const bound = resolution?.kind === "bound" ? resolution.binding.value : undefined;
    return bound ? storeTextOf(bound, semantics, hops - 1) : undefined;
  }
  if (!value.is("apply_expression")) return undefined;
  let callee: Expression = value;
  while (callee.is("apply_expression")) callee = callee.function;
  const builder = lastNameOf(callee);
  if (/^(?:toString|mkForce|mkDefault|mkIf)$/.test(builder))
    return storeTextOf(value.argument, semantics, hops);
  if (!builders.test(builder)) return undefined;
  return { call: value, builder, text: textOf(value.argument) };
}

function textOf(argument: Expression): StringText | undefined {
  if (isString(argument)) return readString(argument);
  if (argument.is("parenthesized_expression")) return textOf(argument.expression);
  if (!argument.is("attrset_expression", "rec_attrset_expression")) return undefined;
  for (const entry of argument.bindingSet?.bindings ?? []) {
    if (entry.is("binding") && entry.attrpath.text === "text" && isString(entry.expression))
      return readString(entry.expression);
  }
  return undefined;
}
