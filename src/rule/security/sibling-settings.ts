import type { OptionContext, Setting } from "../define-option-rule.ts";
import type { Messages } from "../define-rule.ts";
import { plainText } from "./setting-value.ts";

/** The settings that stand beside one: of the same service, share or list element. */
export interface Siblings {
  /** Whether the file sets one of these, to whatever. */
  has(...names: readonly string[]): boolean;
  /** The known text of the first setting of that name. */
  text(name: string): string | undefined;
  /** Whether the value of a setting is known, and `null`. */
  isNull(name: string): boolean;
}

/** The settings below the first `depth` segments of a setting's path, in the same list element if that is in one. */
export function settingsBeside<M extends Messages, Options>(
  setting: Setting,
  depth: number,
  { module, semantics }: OptionContext<M, Options>,
): Siblings {
  const prefix = setting.path.slice(0, depth);
  const element = prefix.at(-1) === "[]" ? elementOf(setting) : undefined;
  const beside = module.definitions.filter(
    ({ path, name }) =>
      path.length > depth &&
      prefix.every((segment, index) => segment === path[index]) &&
      (!element || (name.start >= element.start && name.end <= element.end)),
  );
  const find = (name: string) =>
    beside.find(({ path }) => {
      const rest = path.slice(depth).join(".");
      return rest === name || rest.startsWith(`${name}.`);
    });
  return {
    has: (...names) => names.some((name) => find(name) !== undefined),
    text: (name) => {
      const value = find(name)?.value;
      return value && plainText(semantics.fold(value));
    },
    isNull: (name) => {
      const value = find(name)?.value;
      const folded = value && semantics.fold(value);
      return folded?.known === true && folded.value.type === "null";
    },
  };
}

/** The outermost element of the innermost list that a setting stands in. */
function elementOf({ site }: Setting): { readonly start: number; readonly end: number } {
  if (site.parent?.is("list_expression")) return site;
  let at = site;
  for (const above of site.ancestors()) {
    if (above.is("list_expression")) return at;
    at = above;
  }
  return site;
}

/** Whether an address that a service listens on is reached from the machine itself only. */
export function isLoopbackHost(text: string): boolean {
  return /^(?:localhost|lo|127\.\d+\.\d+\.\d+|\[?::1\]?|unix:.*|\/.*)$/i.test(text.trim());
}
