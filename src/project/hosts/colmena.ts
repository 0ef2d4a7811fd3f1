import {
  expectType,
  foldAttribute,
  listValue,
  openSet,
  setValue,
  stringValue,
  unknown,
  type Folded,
} from "../../semantics/index.ts";
import { attributeAt, type World } from "../evaluation/index.ts";
import type { Unresolved } from "../model.ts";
import type { HostCandidate } from "./describe-host.ts";
import { reasonOf, symbolicCall } from "./property.ts";

/** What a hive holds besides its nodes: colmena, nixops and morph. */
const settings: ReadonlySet<string> = new Set([
  "meta",
  "network",
  "defaults",
  "resources",
  "require",
]);

/** The nodes of the output `colmena`, or of `colmenaHive`. */
export function colmenaHosts(
  outputs: Folded,
  world: World,
): { readonly candidates: readonly HostCandidate[]; readonly unresolved: readonly Unresolved[] } {
  const { limits } = world;
  for (const output of ["colmena", "colmenaHive"]) {
    let hive = limits.settle(foldAttribute(outputs, output, limits));
    const made = symbolicCall(hive, limits);
    if (made?.callee.endsWith(".makeHive") && made.arguments[0])
      hive = limits.settle(made.arguments[0]);
    if (hive.known) return hiveHosts(hive, world);
  }
  return { candidates: [], unresolved: [] };
}

/** The nodes of a hive: a set of modules by name, with `meta` or `network` and `defaults` beside them. */
export function hiveHosts(hive: Folded, world: World): ReturnType<typeof colmenaHosts> {
  const { limits, tree } = world;
  const set = expectType(hive, "set");
  if (!set.known) return { candidates: [], unresolved: [] };
  const site = world.valueSiteOf(hive) ?? { path: tree.root, span: { start: 0, end: 0 } };
  const defaults = set.value.attributes.get("defaults");
  const nodeNames = [...set.value.attributes.keys()].filter((name) => !settings.has(name));
  const candidates = nodeNames.map((name): HostCandidate => {
    const value = set.value.attributes.get(name) ?? hive;
    return {
      name,
      kind: "nixos",
      value,
      site: world.siteOf(value) ?? site,
      call: {
        kind: "nixos",
        modules: [listValue([value, ...(defaults ? [defaults] : [])])],
        specialArgs: specialArgsOf(name),
        pkgs: limits.lazy(() => packagesOf(name)),
        isImage: false,
      },
    };
  });
  const place = { path: tree.relative(site.path), span: site.span };
  const unresolved = (set.value.gaps ?? []).map((gap): Unresolved => ({
    place,
    what: "more hosts of the hive",
    reason: reasonOf(gap),
  }));
  return { candidates, unresolved };

  function specialArgsOf(name: string): Folded {
    const own = new Map<string, Folded>([
      ["name", stringValue(name)],
      ["nodes", unknown("`nodes` of a hive")],
    ]);
    const given = [
      ["meta", "nodeSpecialArgs", name],
      ["meta", "specialArgs"],
      ["network", "specialArgs"],
    ].map((path) => limits.settle(attributeAt(hive, path, limits)));
    const sets = given.flatMap((value) => (value.known && value.value.type === "set" ? value : []));
    if (sets.length === 0) return setValue(own);
    return openSet(own, (key) => {
      for (const special of sets) {
        const found = limits.settle(foldAttribute(special, key, limits));
        if (found.known || !found.fails) return found;
      }
      return { ...unknown(`module argument \`${key}\``), origin: key };
    });
  }

  function packagesOf(name: string): Folded {
    for (const path of [
      ["meta", "nodeNixpkgs", name],
      ["meta", "nixpkgs"],
      ["network", "pkgs"],
    ]) {
      const found = limits.settle(attributeAt(hive, path, limits));
      if (found.known) return found;
    }
    return { ...unknown("`pkgs` of a hive"), origin: "pkgs" };
  }
}
