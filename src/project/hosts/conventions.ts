import {
  expectType,
  foldAttribute,
  openSet,
  setValue,
  unknown,
  type Folded,
} from "../../semantics/index.ts";
import { attributeAt, type World } from "../evaluation/index.ts";
import type { HostKind } from "../model.ts";
import { builderValue, pathValue, setOf, textValue } from "./builder-value.ts";
import { joinPath } from "./tree-paths.ts";
import { makeFlake, type PartsSink } from "./flake-parts.ts";

/** Outputs that folders make, and whatever else the flake may have. */
function outputs(made: Readonly<Record<string, Map<string, Folded>>>, name: string): Folded {
  return openSet(
    new Map(
      Object.entries(made)
        .filter(([, set]) => set.size > 0)
        .map(([key, set]) => [key, setValue(set)]),
    ),
    (key) => unknown(`\`${key}\` of ${name}`),
  );
}

function folderOf(argument: Folded, path: readonly string[], world: World): string | undefined {
  const found = world.limits.settle(attributeAt(argument, path, world.limits));
  return found.known && (found.value.type === "path" || found.value.type === "string")
    ? found.value.value
    : undefined;
}

/** The folders and Nix files in a folder, by name without `.nix`: those that can be imported. */
function importable(folder: string, world: World): readonly (readonly [string, string])[] {
  const { tree } = world;
  if (tree.kindOf(folder) === "folder") world.markListed(folder);
  return [...(tree.list(folder) ?? [])].flatMap(([name, type]) => {
    const path = `${folder}/${name}`;
    if (type === "file")
      return name.endsWith(".nix") && name !== "default.nix"
        ? [[name.slice(0, -4), path] as const]
        : [];
    return tree.kindOf(`${path}/default.nix`) === "file" ? [[name, path] as const] : [];
  });
}

/**
 * `snowfall-lib.mkFlake`: `systems/<system>/<host>`, `homes/<system>/<user>[@<host>]`, and the modules of `modules/`, which
 * every one of their kind reads. Source: the reference of snowfall-lib.
 */
export function snowfallFlake(argument: Folded, world: World, library?: Folded): Folded {
  const { limits, tree } = world;
  const of = (path: readonly string[]): Folded =>
    limits.settle(attributeAt(argument, path, limits));
  const source =
    folderOf(argument, ["src"], world) ??
    (library && folderOf(library, ["src"], world)) ??
    tree.root;
  const root =
    folderOf(argument, ["snowfall", "root"], world) ??
    (library && folderOf(library, ["snowfall", "root"], world)) ??
    source;
  const inputs = limits.settle(foldAttribute(argument, "inputs", limits));
  const allInputs = inputs.known || !library ? inputs : foldAttribute(library, "inputs", limits);
  const made: Record<string, Map<string, Folded>> = {};
  const homes: {
    readonly user: string;
    readonly host: string | undefined;
    readonly path: string;
  }[] = [];
  for (const [system] of tree.list(`${root}/homes`) ?? []) {
    for (const [name, path] of importable(`${root}/homes/${system}`, world)) {
      const [user = name, host] = name.split("@");
      homes.push({ user, host, path });
      const modules = [pathValue(path), ...modulesOf("home"), ...listOf(["homes", "modules"])];
      add("homeConfigurations", name, "home", modules, system, path);
    }
  }
  for (const [folder] of tree.list(`${root}/systems`) ?? []) {
    for (const [name, path] of importable(`${root}/systems/${folder}`, world)) {
      const [, arch = "", format = ""] = /^([^-]+)-(.+)$/.exec(folder) ?? [];
      const kind: HostKind = format === "darwin" ? "darwin" : "nixos";
      const users = homes.filter(({ host }) => host === name);
      const modules = [
        pathValue(path),
        ...modulesOf(kind),
        ...listOf(["systems", "modules", kind]),
        ...listOf(["systems", "hosts", name, "modules"]),
        ...users.map((home) => homeOf(home.user, home.path)),
      ];
      const output =
        format === "linux" || format === "darwin"
          ? `${kind}Configurations`
          : `${format}Configurations`;
      const system = format === "darwin" ? `${arch}-darwin` : `${arch}-linux`;
      add(output, name, kind, modules, system, path);
    }
  }
  return outputs(made, "a snowfall flake");

  function modulesOf(kind: string): readonly Folded[] {
    return importable(`${root}/modules/${kind}`, world).map(([, path]) => pathValue(path));
  }

  function listOf(path: readonly string[]): readonly Folded[] {
    const list = expectType(of(path), "list");
    return list.known ? list.value.elements : [];
  }

  function homeOf(user: string, path: string): Folded {
    return setOf({ "home-manager": setOf({ users: setOf({ [user]: pathValue(path) }) }) });
  }

  function add(
    output: string,
    name: string,
    kind: HostKind,
    modules: readonly Folded[],
    system: string,
    path: string,
  ): void {
    const specialArgs = setOf({ inputs: allInputs, system: textValue(system) });
    const file = tree.kindOf(path) === "file" ? path : `${path}/default.nix`;
    (made[output] ??= new Map()).set(
      name,
      builderValue({ kind, modules, specialArgs, system: textValue(system), path: file }, world),
    );
  }
}

const blueprintFiles: readonly (readonly [string, HostKind])[] = [
  ["configuration.nix", "nixos"],
  ["darwin-configuration.nix", "darwin"],
  ["rpi-configuration.nix", "nixos"],
  ["system-configuration.nix", "system-manager"],
];

/** `blueprint { inherit inputs; }`: `hosts/<host>/configuration.nix` and its kin. Source: the manual of blueprint. */
export function blueprintFlake(argument: Folded, world: World): Folded {
  const { limits, tree } = world;
  const inputs = limits.settle(foldAttribute(argument, "inputs", limits));
  const self = foldAttribute(inputs, "self", limits);
  const source = folderOf(argument, ["inputs", "self", "outPath"], world) ?? tree.root;
  const prefix = folderOf(argument, ["prefix"], world);
  const root = prefix === undefined ? source : joinPath(source, prefix);
  const made: Record<string, Map<string, Folded>> = {};
  if (tree.kindOf(`${root}/hosts`) === "folder") world.markListed(`${root}/hosts`);
  for (const [host, type] of tree.list(`${root}/hosts`) ?? []) {
    if (type !== "folder") continue;
    const folder = `${root}/hosts/${host}`;
    const users = [...(tree.list(`${folder}/users`) ?? [])].flatMap(([name, kind]) => {
      const user = kind === "file" ? name.replace(/\.nix$/, "") : name;
      const path =
        kind === "file"
          ? `${folder}/users/${name}`
          : `${folder}/users/${name}/home-configuration.nix`;
      return tree.kindOf(path) === "file" ? [{ user, path }] : [];
    });
    for (const [file, kind] of blueprintFiles) {
      if (tree.kindOf(`${folder}/${file}`) !== "file") continue;
      const homes = users.map(({ user, path }) =>
        setOf({ "home-manager": setOf({ users: setOf({ [user]: pathValue(path) }) }) }),
      );
      add(kind === "system-manager" ? "systemConfigs" : `${kind}Configurations`, host, kind, host, [
        pathValue(`${folder}/${file}`),
        ...homes,
      ]);
    }
    for (const { user, path } of users)
      add("homeConfigurations", `${user}@${host}`, "home", host, [pathValue(path)]);
  }
  return outputs(made, "a blueprint");

  function add(
    output: string,
    name: string,
    kind: HostKind,
    host: string,
    modules: readonly Folded[],
  ): void {
    const [first] = modules;
    const path = first?.known && first.value.type === "path" ? first.value.value : root;
    const specialArgs = openSet(
      new Map<string, Folded>([
        ["inputs", inputs],
        ["flake", self],
        ["hostName", textValue(host)],
      ]),
      (key) => ({ ...unknown(`module argument \`${key}\``), origin: key }),
    );
    (made[output] ??= new Map()).set(
      name,
      builderValue({ kind, modules, specialArgs, path }, world),
    );
  }
}

/** `nixos-unified.lib.mkFlake`: `configurations/{nixos,darwin,home}/<name>`, modules in `modules/`. Source: its manual. */
export function unifiedFlake(argument: Folded, world: World, onWalked: PartsSink): Folded {
  const { limits, tree } = world;
  const root = folderOf(argument, ["root"], world) ?? tree.root;
  const inputs = limits.settle(foldAttribute(argument, "inputs", limits));
  const self = limits.settle(foldAttribute(inputs, "self", limits));
  const specialArgs = setOf({ flake: setOf({ inputs, self, config: self }), inputs });
  const made: Record<string, Map<string, Folded>> = {};
  const kinds = [
    ["nixos", "nixosConfigurations"],
    ["darwin", "darwinConfigurations"],
    ["home", "homeConfigurations"],
  ] as const;
  for (const [kind, output] of kinds) {
    for (const [name, path] of importable(`${root}/configurations/${kind}`, world)) {
      const file = tree.kindOf(path) === "file" ? path : `${path}/default.nix`;
      const host = { kind, modules: [pathValue(path)], specialArgs, path: file };
      (made[output] ??= new Map()).set(name, builderValue(host, world));
    }
    const modules = importable(`${root}/modules/${kind}`, world);
    if (modules.length > 0)
      made[kind === "home" ? "homeModules" : `${kind}Modules`] = new Map(
        modules.map(([name, path]) => [name, pathValue(path)]),
      );
  }
  const parts = ["flake", "flake-parts"].flatMap((name) =>
    importable(`${root}/modules/${name}`, world).map(([, path]) => pathValue(path)),
  );
  if (parts.length > 0) {
    const flake = setOf(
      Object.fromEntries(Object.entries(made).map(([key, set]) => [key, setValue(set)])),
    );
    const imports = {
      known: true,
      value: { type: "list", elements: parts, isComplete: true },
    } as const;
    return makeFlake(setOf({ inputs }), setOf({ imports, flake }), world, onWalked);
  }
  return outputs(made, "a unified flake");
}

/** `flake-utils-plus.lib.mkFlake`: `hosts.<name>` over `hostDefaults`. Source: its readme. */
export function utilsPlusFlake(argument: Folded, world: World): Folded {
  const { limits } = world;
  const at = (...path: string[]): Folded => limits.settle(attributeAt(argument, path, limits));
  const list = (...path: string[]): readonly Folded[] => {
    const found = expectType(at(...path), "list");
    return found.known ? found.value.elements : [];
  };
  const first = (...candidates: readonly Folded[]): Folded | undefined =>
    candidates.find((candidate) => candidate.known);
  const made: Record<string, Map<string, Folded>> = {};
  const hosts = expectType(at("hosts"), "set");
  if (!hosts.known) return unknown(`hosts of flake-utils-plus: ${hosts.reason}`);
  for (const [name, host] of hosts.value.attributes) {
    const output = first(at("hosts", name, "output"), at("hostDefaults", "output"));
    const text = output && expectType(output, "string");
    const key = text?.known ? text.value.value : "nixosConfigurations";
    const kind: HostKind = key.startsWith("darwin") ? "darwin" : "nixos";
    const special = first(at("hosts", name, "specialArgs"), at("hostDefaults", "specialArgs"));
    const system =
      first(at("hosts", name, "system"), at("hostDefaults", "system")) ?? textValue("x86_64-linux");
    const modules = [...list("hostDefaults", "modules"), ...list("hosts", name, "modules")];
    const path = world.siteOf(host)?.path ?? `${world.tree.root}/flake.nix`;
    const value = builderValue(
      { kind, modules, system, path, ...(special ? { specialArgs: special } : {}) },
      world,
    );
    (made[key] ??= new Map()).set(name, value);
  }
  const set = expectType(argument, "set");
  const rest = set.known ? set.value.attributes : new Map<string, Folded>();
  const known = new Map(Object.entries(made).map(([key, value]) => [key, setValue(value)]));
  return openSet(new Map([...rest, ...known]), (key) => unknown(`\`${key}\` of flake-utils-plus`));
}
