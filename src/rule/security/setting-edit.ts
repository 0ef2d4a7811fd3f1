import type { OfferedFix } from "../define-rule.ts";
import type { Setting } from "../define-option-rule.ts";
import { removeItem } from "../removal.ts";
import { unwrapped } from "../syntax-help.ts";
import type { ListElement } from "./list-elements.ts";

/** Writes another value; none where it is bound to a name, which may have other uses. */
export function replaceValue(
  { site, value }: Setting,
  newText: string,
  title: string,
): OfferedFix | undefined {
  if (!site.is("binding") || !site.expression.encloses(value)) return undefined;
  return { title, edits: [{ span: { start: value.start, end: value.end }, newText }] };
}

/** Takes out the binding; none where it says more than the one value. */
export function removeSetting(
  { site, value, conditions }: Setting,
  title: string,
): OfferedFix | undefined {
  if (!site.is("binding")) return undefined;
  if (conditions.some(({ node }) => site.encloses(node))) return undefined;
  const expression = unwrapped(site.expression);
  const isValue =
    expression === value ||
    expression.is("variable_expression") ||
    (expression.is("apply_expression") && unwrapped(expression.argument) === value);
  const edit = isValue ? removeItem(site) : undefined;
  return edit && { title, edits: [edit] };
}

/** Takes elements out of the lists that they are written in; none if one is not written in a list. */
export function removeElements(
  elements: readonly ListElement[],
  title: string,
): OfferedFix | undefined {
  const edits = elements.map(({ node, list }) =>
    list?.elements.includes(node) ? removeItem(node) : undefined,
  );
  return edits.includes(undefined)
    ? undefined
    : { title, edits: edits.flatMap((edit) => edit ?? []) };
}
