import {
  expectType,
  foldAttribute,
  listValue,
  openSet,
  unknown,
  type Folded,
  type FoldSite,
} from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import { moduleArguments } from "./module-arguments.ts";
import {
  walkModules,
  type Definitions,
  type ModuleRequest,
  type WalkedModules,
} from "./module-walk.ts";
import { definitionsAt, propertyValues } from "./property.ts";

/** Where to look for the homes of a host's users. */
export interface HomeRequest {
  /** What the host's own modules set. */
  readonly definitions: readonly Definitions[];
  /** The host's `config`. */
  readonly config: Folded;
  readonly site: FoldSite;
  /** Name of the host. */
  readonly host: string;
}

/** The modules of one user, as far as the host's modules name the user. */
interface UserHome {
  readonly user: string;
  /** What the name of the user stands for, in each definition. */
  readonly values: readonly Folded[];
  /** Whether a condition that is not known decides on the user. */
  readonly isConditional: boolean;
}

/** The users in `home-manager.users`, and whether there may be others. */
export function findUserHomes(
  { definitions }: HomeRequest,
  { limits }: World,
): { readonly homes: readonly UserHome[]; readonly isOpen: boolean } {
  const byName = new Map<string, { values: Folded[]; isConditional: boolean }>();
  let isOpen = false;
  for (const definition of definitions) {
    const found = definitionsAt(
      definition.value,
      ["home-manager", "users"],
      limits,
      definition.isConditional,
    );
    for (const { value, isConditional } of found) {
      const set = expectType(value, "set");
      if (!set.known || !set.value.isComplete) isOpen = true;
      if (!set.known) continue;
      for (const [user, home] of set.value.attributes) {
        const known = byName.get(user) ?? { values: [], isConditional: true };
        known.values.push(home);
        known.isConditional &&= isConditional;
        byName.set(user, known);
      }
    }
  }
  return { homes: Array.from(byName, ([user, home]) => ({ user, ...home })), isOpen };
}

/** The modules of one user of a host, with those that all users share. */
export function walkUserHome(
  { values }: UserHome,
  request: HomeRequest,
  world: World,
): readonly WalkedModules[] {
  const modules = modulesOf(values, world);
  const { shared, ...common } = commonParts(request, world);
  return [listValue(modules), ...shared].map((list) =>
    walkModules(world, { ...common, modules: list }),
  );
}

/** The modules of home-manager's users that a host has. */
export function walkHomes(request: HomeRequest, world: World): readonly WalkedModules[] {
  const { homes } = findUserHomes(request, world);
  const modules = homes.flatMap(({ values }) => modulesOf(values, world));
  if (homes.length === 0) return [];
  const { shared, ...common } = commonParts(request, world);
  return [listValue(modules), ...shared].map((list) =>
    walkModules(world, { ...common, modules: list }),
  );
}

function modulesOf(values: readonly Folded[], { limits }: World): Folded[] {
  return values
    .flatMap((value) => propertyValues(value, limits))
    .map(({ value, isConditional }) =>
      isConditional ? { ...unknown("a condition"), alternatives: [value] } : value,
    );
}

function commonParts(
  { definitions, config, site, host }: HomeRequest,
  world: World,
): Omit<ModuleRequest, "modules"> & { readonly shared: readonly Folded[] } {
  const { limits } = world;
  const at = (...path: string[]): readonly Folded[] =>
    definitions.flatMap(({ value }) =>
      definitionsAt(value, ["home-manager", ...path], limits).map((found) => found.value),
    );
  const extras = at("extraSpecialArgs");
  const special = openSet(new Map(), (key) => {
    for (const extra of extras) {
      const own = limits.settle(foldAttribute(extra, key, limits));
      if (own.known || !own.fails) return own;
    }
    return { ...unknown(`module argument \`${key}\``), origin: key };
  });
  const own = ["config", "options", "pkgs", "modulesPath"].map((key): [string, Folded] => [
    key,
    { ...unknown(`module argument \`${key}\``), origin: key },
  ]);
  const ofHost = ["osConfig", "nixosConfig", "darwinConfig"].map((key): [string, Folded] => [
    key,
    config,
  ]);
  const args = moduleArguments(new Map([...own, ...ofHost, ["lib", world.named("lib")]]), special);
  return {
    site,
    args,
    what: `home modules of ${host}`,
    kind: "home",
    isGathered: true,
    shared: at("sharedModules"),
  };
}
