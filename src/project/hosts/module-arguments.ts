import { expectType, openSet, unknown, type Folded } from "../../semantics/index.ts";

/**
 * Arguments of modules: these, those that are special, those that modules define themselves, and for any other name
 * something that goes by it.
 */
export function moduleArguments(
  given: ReadonlyMap<string, Folded>,
  specialArgs: Folded,
  ownArgument: (key: string) => Folded | undefined = () => undefined,
): Folded {
  return openSet(given, (key) => {
    const special = expectType(specialArgs, "set");
    const own = special.known
      ? (special.value.attributes.get(key) ?? special.value.rest?.(key))
      : undefined;
    if (own && (own.known || !own.fails)) return own;
    return ownArgument(key) ?? { ...unknown(`module argument \`${key}\``), origin: key };
  });
}
