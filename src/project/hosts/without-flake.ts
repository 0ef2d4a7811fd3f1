import {
  expectType,
  foldCall,
  listValue,
  setValue,
  type Folded,
  type FoldSite,
} from "../../semantics/index.ts";
import type { World } from "../evaluation/index.ts";
import type { HostKind, OpenFile } from "../model.ts";
import { findBuilderCall } from "./builder-call.ts";
import { pathValue } from "./builder-value.ts";
import { hiveHosts } from "./colmena.ts";
import type { HostCandidate } from "./describe-host.ts";
import type { NamedHosts } from "./flake-hosts.ts";
import { textAt } from "./property.ts";

/** Files that hold a hive by their name alone. */
const hiveFiles = ["hive.nix"];

/** Files that may hold a network of nixops or morph, or a set of configurations. */
const setFiles = [
  "network.nix",
  "nixops.nix",
  "deployment.nix",
  "deploy.nix",
  "morph.nix",
  "default.nix",
];

const machineFiles: readonly RegExp[] = [
  /^(?:[^/]+\/)?(?:hosts?|machines|systems|nodes|sys)\/([^/]+)\/(?:configuration|default)\.nix$/,
  /^(?:[^/]+\/)?1systems\/([^/]+)\/config\.nix$/,
  /^(?:[^/]+\/)?(?:hosts?|machines|systems|nodes|sys)\/([^/.]+)\.nix$/,
];

/** Folders that hold no hosts of their own, and names that stand for no host. */
const otherFolders =
  /(?:^|\/)(?:nixpkgs|vendor|third[-_]party|lib|modules|tests?|examples?|templates?)\//;
const otherNames = /^(?:common|shared|default|modules?|lib|profiles?)$/;

/** What a machine's own configuration sets. Source: the options of NixOS. */
const machineOptions: ReadonlySet<string> = new Set(
  "boot environment fileSystems hardware networking nixpkgs security services system systemd users".split(
    " ",
  ),
);

/** Hosts of a tree without a flake that has any: hives, networks, and configurations by where they lie. */
export function hostsWithoutFlake(world: World, paths: ReadonlySet<string>): NamedHosts {
  for (const path of hiveFiles) {
    if (!paths.has(path)) continue;
    const found = { ...hiveHosts(valueOf(path), world), nodes: [] };
    if (found.candidates.length > 0) return found;
  }
  for (const path of setFiles) {
    if (!paths.has(path)) continue;
    const found = hostsOfSet(valueOf(path));
    if (found.candidates.length > 0) return found;
  }
  const single = singleHosts();
  const byFolder = single.some(({ kind }) => kind === "nixos") ? [] : hostsByFolder();
  return { candidates: [...single, ...byFolder], nodes: [], unresolved: [] };

  function absolute(path: string): string {
    return `${world.tree.root === "/" ? "" : world.tree.root}/${path}`;
  }

  /** What a file comes to, called with nothing where it takes something that may be missing. */
  function valueOf(path: string): Folded {
    const value = world.limits.settle(world.importPath(absolute(path)));
    return value.known && value.value.type === "function"
      ? foldCall(value, setValue(new Map()), world.limits)
      : value;
  }

  function hostsOfSet(value: Folded): NamedHosts {
    const set = expectType(value, "set");
    if (!set.known) return { candidates: [], nodes: [], unresolved: [] };
    if (set.value.attributes.has("network")) return { ...hiveHosts(value, world), nodes: [] };
    const named = set.value.attributes.get("nixosConfigurations");
    const inner = named ? expectType(named, "set") : set;
    if (!inner.known) return { candidates: [], nodes: [], unresolved: [] };
    const candidates = [...inner.value.attributes].flatMap(([name, host]): HostCandidate[] => {
      const call = findBuilderCall(host, world.limits);
      const site = world.siteOf(host) ?? world.valueSiteOf(value);
      return call && site ? [{ name, kind: call.kind, value: host, site, call }] : [];
    });
    return { candidates, nodes: [], unresolved: [] };
  }

  /** The configuration of one machine or user, at the root. */
  function singleHosts(): readonly HostCandidate[] {
    const files: readonly (readonly [string, HostKind])[] = [
      ["configuration.nix", "nixos"],
      ["nixos/configuration.nix", "nixos"],
      ["darwin-configuration.nix", "darwin"],
      ["home.nix", "home"],
    ];
    return files.flatMap(([path, kind]) =>
      paths.has(path) && isModule(world.tree.open(absolute(path)))
        ? [candidate(nameInside(path, kind), kind, path)]
        : [],
    );
  }

  /** The name that the module gives itself, else that of the folder. */
  function nameInside(path: string, kind: HostKind): string {
    const module = world.tree.open(absolute(path))?.module;
    const option = kind === "home" ? "home.username" : "networking.hostName";
    const own = module?.definitions.find((definition) => definition.path.join(".") === option);
    const value = own && world.tree.open(absolute(path))?.semantics.fold(own.value);
    if (value?.known && value.value.type === "string") return value.value.value;
    return textAt(valueOf(path), option.split("."), world.limits) ?? "default";
  }

  function hostsByFolder(): readonly HostCandidate[] {
    const found = new Map<string, HostCandidate>();
    for (const pattern of machineFiles) {
      for (const path of [...paths].toSorted()) {
        const name = pattern.exec(path)?.[1];
        if (name === undefined || found.has(name)) continue;
        if (otherNames.test(name) || otherFolders.test(path)) continue;
        if (isMachine(world.tree.open(absolute(path))))
          found.set(name, candidate(name, "nixos", path));
      }
      if (found.size > 0) break;
    }
    return [...found.values()];
  }

  function candidate(name: string, kind: HostKind, path: string): HostCandidate {
    const site: FoldSite = { path: absolute(path), span: { start: 0, end: 0 } };
    const value = pathValue(absolute(path));
    return {
      name,
      kind,
      value,
      site,
      call: {
        kind,
        modules: [listValue([value])],
        specialArgs: setValue(new Map()),
        isImage: false,
      },
    };
  }
}

/** Whether a file looks like a module that makes a machine. */
function isMachine(file: OpenFile | undefined): boolean {
  return (
    isModule(file) &&
    (file?.module.definitions.some(({ path }) => machineOptions.has(path[0] ?? "")) ?? false)
  );
}

/** Whether a file looks like a module: a set, or a function of named arguments that gives one. */
function isModule(file: OpenFile | undefined): boolean {
  let node = file?.tree.root.expression;
  if (node?.is("function_expression")) {
    if (!node.formals && node.universal === undefined) return false;
    node = node.body;
  }
  for (let steps = 0; node && steps < 10; steps++) {
    if (node.is("let_expression", "with_expression", "assert_expression")) node = node.body;
    else if (node.is("parenthesized_expression")) node = node.expression;
    else break;
  }
  return node?.is("attrset_expression", "rec_attrset_expression") ?? false;
}
