import { expectType, openSet, unknown, type Folded } from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import type { Definitions } from "./module-walk.ts";
import { definitionsAt } from "./property.ts";

/** How deep options lie at most. */
const DEPTH_LIMIT = 20;

/**
 * `config` as the modules that were read define it: an option with one sure definition, or several that say the same. All
 * else is unknown: defaults and types are not looked at. `definitions` may grow until the first question.
 */
export function createConfigView(
  definitions: () => readonly Definitions[] | undefined,
  world: World,
): Folded {
  const { limits } = world;
  return view([]);

  function view(path: readonly string[]): Folded {
    return openSet(new Map(), (key) => limits.lazy(() => optionAt([...path, key])));
  }

  function optionAt(path: readonly string[]): Folded {
    const name = `config.${path.join(".")}`;
    const open: Folded = { ...unknown(`option \`${name}\``), origin: name };
    const all = definitions();
    if (!all || path.length > DEPTH_LIMIT) return open;
    const found = all.flatMap((definition) =>
      definitionsAt(definition.value, path, limits, definition.isConditional),
    );
    const [first] = found;
    if (!first) return open;
    const sets = found.filter(({ value }) => expectType(value, "set").known);
    if (sets.length > 0) return view(path);
    const text = expectType(first.value, "string");
    const isSure = found.every(({ value, isConditional }) => {
      const other = expectType(value, "string");
      return !isConditional && text.known && other.known && other.value.value === text.value.value;
    });
    if (isSure || (found.length === 1 && !first.isConditional)) return first.value;
    return open;
  }
}
