import type { OptionContext, Setting } from "../define-option-rule.ts";
import type { Expression } from "../../syntax/index.ts";
import type { Messages } from "../define-rule.ts";
import { hostKindOf } from "./host-kind.ts";
import { plainText } from "./setting-value.ts";

/** The settings that stand beside one: of the same service, share or list element. */
export interface Siblings {
  /** Whether the file sets one of these, to whatever. */
  has(...names: readonly string[]): boolean;
  /** The known text of the first setting of that name. */
  text(name: string): string | undefined;
  /** What the settings of that name are set to, and those below it. */
  values(name: string): readonly Expression[];
  /** Whether the value of a setting is known, and `null`. */
  isNull(name: string): boolean;
}

/** The settings below the first `depth` segments of a setting's path, in the same list element if that is in one. */
export function settingsBeside<M extends Messages, Options>(
  setting: Setting,
  depth: number,
  { module, semantics }: OptionContext<M, Options>,
): Siblings {
  const start = startOf(setting.path);
  const prefix = setting.path.slice(0, start + depth);
  const element = prefix.at(-1) === "[]" ? elementOf(setting) : undefined;
  const beside = module.definitions.filter(
    ({ path, name }) =>
      path.length > prefix.length &&
      prefix.every((segment, index) => segment === path[index]) &&
      (!element || (name.start >= element.start && name.end <= element.end)),
  );
  const all = (name: string) =>
    beside.filter(({ path }) => {
      const rest = path.slice(prefix.length).join(".");
      return rest === name || rest.startsWith(`${name}.`);
    });
  const find = (name: string) => all(name)[0];
  return {
    has: (...names) => names.some((name) => find(name) !== undefined),
    text: (name) => {
      const value = find(name)?.value;
      return value && plainText(semantics.fold(value));
    },
    values: (name) => all(name).map(({ value }) => value),
    isNull: (name) => {
      const value = find(name)?.value;
      const folded = value && semantics.fold(value);
      return folded?.known === true && folded.value.type === "null";
    },
  };
}

/** The path of a setting without what stands before the option where the text does not tell what that is. */
export function optionPath({ path }: Setting): readonly string[] {
  return path.slice(startOf(path));
}

function startOf(path: readonly string[]): number {
  return Math.max(path.lastIndexOf("()"), path[0] === "[]" || path[0] === "*" ? 0 : -1) + 1;
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
  const host = text.trim();
  return hostKindOf(host) === "loopback" || /^(?:lo|unix:.*|\/.*)$/i.test(host);
}
