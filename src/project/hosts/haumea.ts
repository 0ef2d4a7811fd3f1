import {
  expectType,
  failure,
  foldAttribute,
  foldCall,
  setValue,
  unknown,
  type Folded,
} from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";

/** `haumea.lib.load` as it is without a loader or transformer: a set of the files of a folder, called with the inputs. */
export function loadWithHaumea(argument: Folded, world: World): Folded {
  const { limits, tree } = world;
  const set = expectType(argument, "set");
  if (!set.known) return set;
  const { attributes } = set.value;
  if (attributes.has("loader") || attributes.has("transformer"))
    return unknown("haumea with a loader or transformer of its own");
  const src = limits.settle(attributes.get("src") ?? failure("`src` is missing"));
  if (!src.known) return src;
  if (src.value.type !== "path" && src.value.type !== "string") return failure("`src` is no path");
  const given = attributes.get("inputs") ?? setValue(new Map());
  const start = src.value.value;
  const root: Folded = limits.lazy(() => load(start, () => root));
  return root;

  function load(folder: string, above: () => Folded): Folded {
    const entries = tree.list(folder);
    if (!entries) return unknown(`\`${tree.relative(folder)}\` does not exist`);
    world.markListed(folder);
    limits.spend(entries.size);
    const loaded = new Map<string, Folded>();
    const self: Folded = limits.lazy(() => setValue(loaded));
    for (const [name, type] of entries) {
      if (/^[._]/.test(name)) continue;
      if (type === "folder")
        loaded.set(
          name,
          limits.lazy(() => load(`${folder}/${name}`, () => self)),
        );
      else if (name.endsWith(".nix"))
        loaded.set(
          name.slice(0, -4),
          limits.lazy(() => loadFile(`${folder}/${name}`, self, above)),
        );
    }
    return self;
  }

  function loadFile(path: string, self: Folded, above: () => Folded): Folded {
    const value = limits.settle(world.importPath(path));
    if (!value.known || value.value.type !== "function") return value;
    const scope = new Map<string, Folded>([
      ["self", self],
      ["super", limits.lazy(above)],
      ["root", root],
    ]);
    const taken = new Map<string, Folded>();
    // All that the function names is handed over; what is missing fails when it is looked at.
    for (const name of value.value.formals?.keys() ?? [])
      taken.set(name, scope.get(name) ?? limits.lazy(() => foldAttribute(given, name, limits)));
    return foldCall(value, setValue(taken), limits);
  }
}
