import { calledFunction } from "../options/index.ts";
import type { AnyAttrset, AnyNode, ApplyExpression } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import type { FileContext } from "./define-rule.ts";
import { isTestPath } from "./path-kind.ts";
import { attributesOf, hasComputedKey, type SetAttribute } from "./set-attributes.ts";
import { staticPathOf } from "./syntax-help.ts";

/** One `mkOption { … }` whose argument is all there. */
export interface OptionCall {
  readonly call: ApplyExpression;
  readonly set: AnyAttrset;
  /** Of each attribute of the argument the first definition, also an inherited one. */
  readonly attributes: ReadonlyMap<string, SetAttribute>;
  /** The last key of the binding that it is the value of, where it is one and the key is no computed one. */
  readonly name: string | undefined;
  /** What names the option: the binding's path, or the function where the call stands alone. */
  readonly at: Span;
  /** Whether a `let` or function holds it, so that it is no option yet but serves to make some. */
  readonly isHelper: boolean;
}

/**
 * The call as the declaration of an option. `undefined` for other calls, where the argument is no literal set or `//`
 * completes it, and in tests, whose options are stubs.
 */
export function optionCallOf(
  call: ApplyExpression,
  { semantics, path }: Pick<FileContext, "semantics" | "path">,
): OptionCall | undefined {
  if (semantics.originOf(call.function) !== "lib.mkOption" || isTestPath(path)) return undefined;
  const [set] = calledFunction(call, semantics).args;
  if (!set?.is("attrset_expression", "rec_attrset_expression") || hasComputedKey(set))
    return undefined;
  const attributes = new Map<string, SetAttribute>();
  for (const attribute of attributesOf(set))
    if (!attributes.has(attribute.name)) attributes.set(attribute.name, attribute);
  const place = placeOf(call);
  const { parent } = place;
  if (parent?.is("binary_expression")) return undefined;
  const binding = parent?.is("binding") ? parent : undefined;
  const keys = binding && staticPathOf(binding.attrpath);
  return {
    call,
    set,
    attributes,
    name: keys?.at(-1),
    at: spanOf(binding?.attrpath ?? call.function),
    isHelper: !binding || binding.parent?.parent?.is("let_expression") === true,
  };
}

/** Whether the manual does not show the option: `internal = true`, `visible = false`, or a name like `_module`. */
export function isHiddenOption({ attributes, name }: OptionCall): boolean {
  const isSet = (attribute: string, text: string): boolean =>
    attributes.get(attribute)?.value?.text === text;
  return isSet("internal", "true") || isSet("visible", "false") || (name?.startsWith("_") ?? false);
}

/** The call with the parentheses and `with`s round it. */
function placeOf(node: AnyNode): AnyNode {
  let outer = node;
  for (;;) {
    const { parent } = outer;
    const isWhole =
      parent?.is("parenthesized_expression") ||
      (parent?.is("with_expression") && parent.body === outer);
    if (!parent || !isWhole) return outer;
    outer = parent;
  }
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
