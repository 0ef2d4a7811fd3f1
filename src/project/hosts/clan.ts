import {
  expectType,
  foldAttribute,
  openSet,
  setValue,
  unknown,
  type Folded,
} from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import { attributeAt } from "../evaluation/index.ts";
import { builderValue, pathValue, setOf, textValue } from "./builder-value.ts";
import { textAt } from "./property.ts";

/**
 * The hosts of a clan: the folders of `machines`, and what `machines` and the inventory name. Each reads its
 * `configuration.nix`, `hardware-configuration.nix` and `disko.nix`, and the modules that roles of the inventory give it.
 */
export function clanHosts(argument: Folded, world: World): Folded {
  const { limits, tree } = world;
  const at = (...path: string[]): Folded => limits.settle(attributeAt(argument, path, limits));
  const root = rootFolder();
  const names = new Set<string>();
  for (const [name, type] of tree.list(`${root}/machines`) ?? [])
    if (type === "folder") names.add(name);
  world.markListed(`${root}/machines`);
  for (const set of [at("machines"), at("inventory", "machines")])
    if (set.known && set.value.type === "set")
      for (const name of set.value.attributes.keys()) names.add(name);

  const classes = new Map([...names].map((name) => [name, classOf(name)]));
  const nixos = new Map<string, Folded>();
  const darwin = new Map<string, Folded>();
  for (const [name, kind] of classes)
    (kind === "darwin" ? darwin : nixos).set(name, hostOf(name, kind));
  const made = setOf({
    nixosConfigurations: setValue(nixos),
    darwinConfigurations: setValue(darwin),
  });
  const open = (key: string): Folded => unknown(`\`${key}\` of a clan`);
  const attributes = made.known && made.value.type === "set" ? made.value.attributes : new Map();
  return openSet(new Map([...attributes, ["config", openSet(attributes, open)]]), open);

  function rootFolder(): string {
    for (const key of ["directory", "self"]) {
      const found = at(key);
      if (!found.known) continue;
      if (found.value.type === "path" || found.value.type === "string") return found.value.value;
      const path = limits.settle(foldAttribute(found, "outPath", limits));
      if (path.known && path.value.type === "string") return path.value.value;
    }
    return tree.root;
  }

  function classOf(name: string): "nixos" | "darwin" {
    const inventory = at("inventory", "machines", name);
    return textAt(inventory, ["machineClass"], limits) === "darwin" ? "darwin" : "nixos";
  }

  function hostOf(name: string, kind: "nixos" | "darwin"): Folded {
    const files = ["configuration.nix", "hardware-configuration.nix", "disko.nix"]
      .map((file) => `${root}/machines/${name}/${file}`)
      .filter((path) => tree.kindOf(path) === "file");
    const own = at("machines", name);
    const target = textAt(at("inventory", "machines", name), ["deploy", "targetHost"], limits);
    const [, user, address] = /^(?:([^@]*)@)?(.*)$/.exec(target ?? "") ?? [];
    const deployment = setOf({
      targetHost: address === undefined || address === "" ? undefined : textValue(address),
      targetUser: user === undefined ? undefined : textValue(user),
    });
    const special = at("specialArgs");
    const self = at("self");
    const args = openSet(
      new Map<string, Folded>([
        ["self", self],
        ["clan-core", world.named("inputs.clan-core")],
        ["inputs", limits.lazy(() => foldAttribute(self, "inputs", limits))],
        ...(special.known && special.value.type === "set" ? special.value.attributes : []),
      ]),
      (key) => ({ ...unknown(`module argument \`${key}\` of a clan`), origin: key }),
    );
    return builderValue(
      {
        kind,
        modules: [
          ...files.map(pathValue),
          ...(own.known ? [own] : []),
          ...roleModules(name, kind),
          ...factsOf(name),
          ...(target === undefined ? [] : [setOf({ deployment })]),
        ],
        specialArgs: args,
        path: files[0] ?? `${root}/machines/${name}`,
      },
      world,
    );
  }

  /** The report of nixos-facter that a clan reads by itself. */
  function factsOf(name: string): readonly Folded[] {
    const path = `${root}/machines/${name}/facter.json`;
    if (tree.kindOf(path) !== "file") return [];
    return [setOf({ hardware: setOf({ facter: setOf({ reportPath: pathValue(path) }) }) })];
  }

  /** `extraModules` of the roles that a machine has by name or by a tag that all of its class have. */
  function roleModules(name: string, kind: string): readonly Folded[] {
    const found: Folded[] = [];
    for (const instance of valuesOf(at("inventory", "instances")))
      for (const role of valuesOf(foldAttribute(instance, "roles", limits)))
        if (hasRole(role, name, kind)) found.push(...listAt(role, "extraModules"));
    return found;
  }

  function hasRole(role: Folded, name: string, kind: string): boolean {
    const machines = expectType(foldAttribute(role, "machines", limits), "set");
    if (machines.known && machines.value.attributes.has(name)) return true;
    const tags = limits.settle(foldAttribute(role, "tags", limits));
    if (!tags.known) return false;
    const given =
      tags.value.type === "set"
        ? [...tags.value.attributes.keys()]
        : tags.value.type === "list"
          ? tags.value.elements.flatMap((tag) =>
              tag.known && tag.value.type === "string" ? tag.value.value : [],
            )
          : [];
    return given.some((tag) => tag === "all" || tag === kind || inventoryTag(tag).has(name));
  }

  function inventoryTag(tag: string): ReadonlySet<string> {
    const members = new Set<string>();
    for (const machine of listAt(at("inventory", "tags"), tag))
      if (machine.known && machine.value.type === "string") members.add(machine.value.value);
    for (const name of names)
      for (const own of listAt(at("inventory", "machines", name), "tags"))
        if (own.known && own.value.type === "string" && own.value.value === tag) members.add(name);
    return members;
  }

  function listAt(set: Folded, key: string): readonly Folded[] {
    const list = expectType(foldAttribute(set, key, limits), "list");
    return list.known ? list.value.elements : [];
  }

  function valuesOf(folded: Folded): readonly Folded[] {
    const set = expectType(folded, "set");
    return set.known ? [...set.value.attributes.values()] : [];
  }
}
