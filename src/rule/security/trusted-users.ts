import type { Semantics } from "../../semantics/index.ts";
import type { Setting } from "../define-option-rule.ts";
import { directivesOf } from "./config-directive.ts";
import { elementsOf, type ListElement } from "./list-elements.ts";

/** One entry of `trusted-users`. */
export interface TrustedUser {
  /** The name, or the expression that gives it. */
  readonly name: string;
  readonly at: { readonly start: number; readonly end: number };
  /** The element of a list that it is. */
  readonly element?: ListElement;
}

/** Longer expressions say little in a message. */
const LONGEST_EXPRESSION = 40;

/** The users and groups that a setting trusts; a name that is worked out counts, as it is never root's. */
export function trustedUsers(setting: Setting, semantics: Semantics): readonly TrustedUser[] {
  if (setting.path.at(-1) === "extraOptions")
    return directivesOf(setting, ["trusted-users", "extra-trusted-users"], semantics).flatMap(
      ({ words }) => words.map(({ text, at }) => ({ name: text, at })),
    );
  return elementsOf(setting.value, semantics).flatMap((element): TrustedUser[] => {
    const { node, text } = element;
    if (text !== undefined)
      return text
        .split(/\s+/)
        .filter((name) => name !== "")
        .map((name) => ({ name, at: node, element }));
    // A whole list that comes from elsewhere is unknown; one name of it is not.
    const isName =
      node.is("string_expression") ||
      (element.list !== undefined && node.is("select_expression", "variable_expression"));
    return isName && node.end - node.start <= LONGEST_EXPRESSION
      ? [{ name: node.text.replace(/^"|"$|\$\{|\}/g, ""), at: node, element }]
      : [];
  });
}

/** Whether an entry stands for every user of the host. */
export function isEveryone(name: string): boolean {
  return name === "*" || name === "@users";
}
