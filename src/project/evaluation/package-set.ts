import {
  expectType,
  foldAttribute,
  foldCall,
  known,
  openSet,
  setValue,
  stringValue,
  type Folded,
  type FoldLimits,
} from "../../semantics/index.ts";

/** Package sets of nixpkgs. */
export interface PackageSets {
  /** `legacyPackages.<system>` of an input, by its dotted name. */
  ofInput(origin: string): Folded;
  /** What `import` of nixpkgs gives: a function that makes a package set. */
  importer(source: Folded): Folded;
}

/** See {@link PackageSets}. What overlays of the tree add is known; everything else goes by the name `pkgs`. */
export function createPackageSets(
  limits: FoldLimits,
  named: (origin: string, reason: string) => Folded,
): PackageSets {
  const overlaysOf = (argument: Folded): readonly Folded[] => {
    const set = expectType(argument, "set");
    const given = set.known ? set.value.attributes.get("overlays") : undefined;
    if (!given) return [];
    const list = expectType(given, "list");
    // Overlays that are not known stand for one that may have any name.
    return list.known ? [...list.value.elements, ...(list.value.gaps ?? [])] : [list];
  };

  function makeSet(system: Folded | undefined, overlays: readonly Folded[]): Folded {
    const base = baseSet(system);
    if (overlays.length === 0) return base;
    const layers: Folded[] = [];
    // Whoever asks for a name takes the topmost overlay of the tree that has it.
    const at = (count: number): Folded =>
      openSet(new Map(), (key) => {
        for (let index = count - 1; index >= 0; index--) {
          const layer = limits.settle(layers[index] ?? base);
          if (!layer.known || layer.value.type !== "set") continue;
          const own = layer.value.attributes.get(key);
          if (own) return own;
        }
        const own = limits.settle(foldAttribute(base, key, limits));
        return own.known || key === "lib" ? own : { ...own, ...whyOpen(layers) };
      });
    const final = at(overlays.length);
    for (const [index, overlay] of overlays.entries())
      layers.push(limits.lazy(() => foldCall(foldCall(overlay, final, limits), at(index), limits)));
    return final;
  }

  /** What stands in the way of knowing all overlays: above all what fails. */
  function whyOpen(layers: readonly Folded[]): { readonly reason?: string } {
    for (const layer of layers) {
      const settled = limits.settle(layer);
      if (!settled.known && (settled.fails ?? settled.reason.endsWith(" does not exist")))
        return { reason: `an overlay is not known: ${settled.reason}` };
    }
    return {};
  }

  function baseSet(system: Folded | undefined): Folded {
    const attributes = new Map<string, Folded>();
    if (system) {
      const platform = setValue(new Map([["system", system]]));
      const open = (set: ReadonlyMap<string, Folded>, name: string): Folded =>
        openSet(set, (key) => named(`pkgs.${name}.${key}`, "a package of nixpkgs"));
      attributes.set("system", system);
      attributes.set(
        "stdenv",
        open(
          new Map([
            ["system", system],
            ["hostPlatform", openPlatform(platform, "stdenv.hostPlatform")],
          ]),
          "stdenv",
        ),
      );
    }
    return openSet(attributes, (key) => named(`pkgs.${key}`, "a package of nixpkgs"));
  }

  function openPlatform(platform: Folded, name: string): Folded {
    return openSet(
      platform.known && platform.value.type === "set" ? platform.value.attributes : new Map(),
      (key) => named(`pkgs.${name}.${key}`, "a platform"),
    );
  }

  return {
    ofInput: (origin) => makeSet(stringValue(origin.slice(origin.lastIndexOf(".") + 1)), []),
    importer: () =>
      known({
        type: "function",
        call: (argument) => {
          const set = expectType(argument, "set");
          if (!set.known) return makeSet(undefined, []);
          const own = set.value.attributes.get("system") ?? set.value.attributes.get("localSystem");
          return makeSet(own, overlaysOf(argument));
        },
      }),
  };
}
