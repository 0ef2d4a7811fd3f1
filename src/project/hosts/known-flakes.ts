import {
  applicable,
  expectType,
  foldAttribute,
  foldCall,
  known,
  listValue,
  openSet,
  setValue,
  stringValue,
  unknown,
  type Folded,
  type FoldedFunction,
} from "../../semantics/index.ts";
import { binary, unary, type World } from "../evaluation/index.ts";
import { clanHosts } from "./clan.ts";
import { blueprintFlake, snowfallFlake, unifiedFlake, utilsPlusFlake } from "./conventions.ts";
import { makeFlake, type PartsSink } from "./flake-parts.ts";
import { loadWithHaumea } from "./haumea.ts";

type FlakeName =
  | "adios-flake"
  | "blueprint"
  | "clan-core"
  | "flake-parts"
  | "flake-utils"
  | "flake-utils-plus"
  | "haumea"
  | "import-tree"
  | "nixos-unified"
  | "nixpkgs"
  | "snowfall-lib";

/** What tells a flake by the URL of an input, and by the input's name where it has no URL that tells. */
const flakeUrls: readonly (readonly [RegExp, FlakeName])[] = [
  [
    /(?:github:nixos\/nixpkgs|nix-community\/nixpkgs\.lib|\/nixpkgs(?:[/.?#]|-unstable|-stable|-weekly|$))/i,
    "nixpkgs",
  ],
  [/channels\.nixos\.org|nixos\.org\/channels/i, "nixpkgs"],
  [/hercules-ci\/flake-parts/i, "flake-parts"],
  [/numtide\/flake-utils/i, "flake-utils"],
  [/flake-utils-plus/i, "flake-utils-plus"],
  [/(?:vic|denful)\/import-tree/i, "import-tree"],
  [/nix-community\/haumea/i, "haumea"],
  [/snowfallorg\/lib/i, "snowfall-lib"],
  [/numtide\/blueprint/i, "blueprint"],
  [/srid\/nixos-(?:unified|flake)/i, "nixos-unified"],
  [/clan-core|git\.clan\.lol\/clan/i, "clan-core"],
  [/adios-flake/i, "adios-flake"],
];

const flakeNames: readonly (readonly [RegExp, FlakeName])[] = [
  [
    /^(?:nixpkgs|nixos)(?:[-_.]?(?:stable|unstable|lib|small|darwin|master|\d\d[-_.]?\d\d|\d+))*$/i,
    "nixpkgs",
  ],
  [/^(?:flake-)?parts$/, "flake-parts"],
  [/^(?:flake-)?utils$/, "flake-utils"],
];

/** Names that stand for the flake itself, also where a fork of it is taken. */
const ownNames: ReadonlySet<string> = new Set<FlakeName>([
  "adios-flake",
  "blueprint",
  "clan-core",
  "flake-utils-plus",
  "haumea",
  "import-tree",
  "nixos-unified",
  "snowfall-lib",
]);

/** Which known flake an input is. */
export function knownFlake(name: string, url: string): FlakeName | undefined {
  const byUrl = flakeUrls.find(([pattern]) => pattern.test(url));
  if (byUrl) return byUrl[1];
  if (ownNames.has(name)) return name as FlakeName;
  return url === "" ? flakeNames.find(([pattern]) => pattern.test(name))?.[1] : undefined;
}

/** Something of a known flake that is worked out here; undefined for all else. */
export function valueOfFlake(
  flake: FlakeName | undefined,
  path: string,
  world: World,
  onWalked: PartsSink,
): Folded | undefined {
  const callable = (implementation: FoldedFunction): Folded =>
    applicable(implementation, world.limits);
  switch (`${flake ?? ""} ${path}`) {
    case "flake-parts lib.mkFlake":
      return callable(binary((given, module) => makeFlake(given, module, world, onWalked)));
    case "flake-utils lib.eachDefaultSystem":
      return callable(unary((make) => eachSystem(commonSystems, make, world)));
    case "flake-utils lib.eachSystem":
      return callable(binary((systems, make) => eachSystemOf(systems, make, world)));
    case "flake-utils lib.eachDefaultSystemPassThrough":
      return callable(
        unary((make, limits) => foldCall(make, commonSystems[0] ?? listValue([]), limits)),
      );
    case "flake-utils-plus lib.mkFlake":
      return callable(unary((argument) => utilsPlusFlake(argument, world)));
    case "import-tree ":
      return importTree(world);
    case "haumea lib.load":
      return callable(unary((argument) => loadWithHaumea(argument, world)));
    case "snowfall-lib mkFlake":
    case "snowfall-lib lib.mkFlake":
      return callable(unary((argument) => snowfallFlake(argument, world)));
    case "snowfall-lib mkLib":
    case "snowfall-lib lib.mkLib":
      return callable(
        unary((given) =>
          openSet(
            new Map([["mkFlake", callable(unary((more) => snowfallFlake(more, world, given)))]]),
            (key) => ({ ...unknown("a function of snowfall-lib"), origin: `lib.${key}` }),
          ),
        ),
      );
    case "blueprint ":
      return functorSet(callable(unary((argument) => blueprintFlake(argument, world))));
    case "nixos-unified lib.mkFlake":
      return callable(unary((argument) => unifiedFlake(argument, world, onWalked)));
    case "clan-core lib.clan":
    case "clan-core lib.buildClan":
      return callable(unary((argument) => clanHosts(argument, world)));
    case "adios-flake lib.mkFlake":
      return callable(unary((argument) => adiosFlake(argument, world)));
    default:
      return undefined;
  }
}

const commonSystems: readonly Folded[] = [
  "x86_64-linux",
  "aarch64-linux",
  "x86_64-darwin",
  "aarch64-darwin",
].map(stringValue);

function eachSystemOf(systems: Folded, make: Folded, world: World): Folded {
  const list = expectType(systems, "list");
  return eachSystem(list.known ? list.value.elements : commonSystems, make, world);
}

/** Every output of the first system, by system. */
function eachSystem(systems: readonly Folded[], make: Folded, { limits }: World): Folded {
  const [first] = systems;
  if (!first) return setValue(new Map());
  const sample = expectType(foldCall(make, first, limits), "set");
  if (!sample.known) return sample;
  const outputs = new Map<string, Folded>();
  for (const key of sample.value.attributes.keys()) {
    const bySystem = new Map<string, Folded>();
    for (const system of systems) {
      const name = expectType(system, "string");
      if (!name.known) continue;
      bySystem.set(
        name.value.value,
        limits.lazy(() => foldAttribute(foldCall(make, system, limits), key, limits)),
      );
    }
    outputs.set(key, setValue(bySystem));
  }
  return setValue(outputs, sample.value.isComplete, sample.value.gaps);
}

/** `import-tree`: a module that imports every Nix file below a folder, but for those whose path has a `/_` in it. */
function importTree(world: World): Folded {
  const { limits, tree } = world;
  const module = (argument: Folded): Folded => {
    const given = limits.settle(argument);
    if (!given.known) return unknown(`import-tree of something unknown: ${given.reason}`);
    if (given.value.type === "list")
      return setValue(
        new Map([["imports", listValue(given.value.elements.map((element) => module(element)))]]),
      );
    if (given.value.type !== "path" && given.value.type !== "string") return given;
    const start = given.value.value;
    const found: string[] = [];
    if (tree.kindOf(start) === "file") found.push(start);
    else collect(start, found);
    return setValue(
      new Map([["imports", listValue(found.map((value) => known({ type: "path", value })))]]),
    );
  };
  return functorSet(applicable(unary(module), limits));

  function collect(folder: string, found: string[]): void {
    world.markListed(folder);
    for (const [name, type] of tree.list(folder) ?? []) {
      limits.spend(1);
      if (name.startsWith("_")) continue;
      if (type === "folder") collect(`${folder}/${name}`, found);
      else if (name.endsWith(".nix")) found.push(`${folder}/${name}`);
    }
  }
}

/** A set that can be called; what else it has is not known. */
function functorSet(callee: Folded): Folded {
  return openSet(
    new Map<string, Folded>([["__functor", known({ type: "function", call: () => callee })]]),
    (key) => unknown(`\`${key}\` of a flake`),
  );
}

/** `adios-flake.lib.mkFlake`: what stands in `flake`, and outputs by system. */
function adiosFlake(argument: Folded, { limits }: World): Folded {
  const flake = expectType(foldAttribute(argument, "flake", limits), "set");
  if (!flake.known) return flake;
  return openSet(flake.value.attributes, (key) => {
    const other = flake.value.rest && limits.settle(flake.value.rest(key));
    return other && (other.known || !other.fails) ? other : unknown("an output by system");
  });
}
