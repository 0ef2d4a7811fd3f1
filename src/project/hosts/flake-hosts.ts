import {
  expectType,
  foldAttribute,
  type Folded,
  type FoldSite,
  type SetValue,
  type Unknown,
} from "../../semantics/index.ts";
import { attributeAt, type World } from "../evaluation/index.ts";
import type { Host, HostKind, Unresolved } from "../model.ts";
import { colmenaHosts } from "./colmena.ts";
import type { HostCandidate } from "./describe-host.ts";
import type { FlakeValue } from "./flake-value.ts";
import { reasonOf, symbolicCall } from "./property.ts";

/** What the outputs of a flake name as hosts. */
export interface NamedHosts {
  readonly candidates: readonly HostCandidate[];
  /** Nodes of a hive that go by the name of a host: they say where it is deployed. */
  readonly nodes: readonly HostCandidate[];
  readonly unresolved: readonly Unresolved[];
}

const kinds: readonly (readonly [string, HostKind])[] = [
  ["nixosConfigurations", "nixos"],
  ["darwinConfigurations", "darwin"],
  ["homeConfigurations", "home"],
  ["nixOnDroidConfigurations", "droid"],
  ["systemConfigs", "system-manager"],
];

/** The images of snowfall-lib, by format. */
const imageOutputs: ReadonlySet<string> = new Set(
  "iso install-iso vm sd-aarch64 do amazon proxmox virtualbox"
    .split(" ")
    .map((format) => `${format}Configurations`),
);

/** Reads hosts off a flake's outputs. */
export function hostsOfFlake(flake: FlakeValue, world: World): NamedHosts {
  const { limits, tree } = world;
  const start: FoldSite = { path: `${flake.folder}/flake.nix`, span: { start: 0, end: 0 } };
  const candidates: HostCandidate[] = [];
  const unresolved: Unresolved[] = [];
  // A file of the name that is something else.
  if (!flake.hasOutputs) return { candidates, nodes: [], unresolved };
  const outputs = limits.settle(flake.outputs);
  if (!outputs.known) {
    leaveOpen("hosts", flake.outputs, reasonOf(outputs));
    return { candidates, nodes: [], unresolved };
  }
  const open: (readonly [Folded, string])[] = [];
  for (const [output, kind] of [...kinds, ...Array.from(imageOutputs, asNixos)]) {
    const set = limits.settle(foldAttribute(outputs, output, limits));
    if (set.known) addAll(set, kind, output);
    else if (set.alternatives) addAlternatives(set, set.alternatives, kind, output);
    else if (!set.fails) open.push([set, reasonOf(set)]);
    else if (set.reason !== `attribute \`${output}\` is missing`)
      leaveOpen(`hosts of ${output}`, set, reasonOf(set));
  }
  for (const group of ["packages", "legacyPackages"]) addHomesBySystem(group);
  const hive = colmenaHosts(outputs, world);
  const known = new Set(candidates.map(({ name }) => name));
  candidates.push(...hive.candidates.filter(({ name }) => !known.has(name)));
  const [first] = open;
  if (candidates.length === 0 && first) leaveOpen("hosts", first[0], first[1]);
  const nodes = hive.candidates.filter(({ name }) => known.has(name));
  return { candidates, nodes, unresolved: [...unresolved, ...hive.unresolved] };

  /** Of several sets that may be the output every one is looked at; that it is open which is said as well. */
  function addAlternatives(
    choice: Unknown,
    alternatives: readonly Folded[],
    kind: HostKind,
    output: string,
  ): void {
    const before = candidates.length;
    for (const alternative of alternatives) {
      const set = limits.settle(alternative);
      if (set.known) addAll(set, kind, output);
    }
    const isCertain = alternatives.length === 1 && candidates.length > before;
    if (candidates.length > before && !isCertain)
      leaveOpen(`whether these are all ${output}`, choice, reasonOf(choice));
  }

  function addAll(folded: Folded, kind: HostKind, output: string): void {
    const set = expectType(folded, "set");
    if (!set.known) {
      leaveOpen(`hosts of ${output}`, folded, reasonOf(set));
      return;
    }
    for (const [name, value] of set.value.attributes) {
      if (candidates.some((other) => other.kind === kind && other.name === name)) continue;
      const site = world.siteOf(value) ?? world.valueSiteOf(folded) ?? start;
      const isImage = imageOutputs.has(output) ? { isImage: true as const } : {};
      candidates.push({ name, kind, value, site, ...isImage });
    }
    if (!set.value.isComplete) leaveGaps(set.value, output, folded);
  }

  function leaveGaps(set: SetValue, output: string, folded: Folded): void {
    const what = set.attributes.size > 0 ? `more hosts of ${output}` : `hosts of ${output}`;
    for (const gap of set.gaps ?? [])
      leaveOpen(what, world.valueSiteOf(gap) ? gap : folded, reasonOf(gap));
    if (!set.gaps?.length && set.attributes.size === 0)
      leaveOpen(`hosts of ${output}`, folded, "its names are not known");
  }

  /** `packages.<system>.homeConfigurations.<name>`, as home-manager takes them too. */
  function addHomesBySystem(group: string): void {
    const bySystem = limits.settle(foldAttribute(flake.outputs, group, limits));
    if (!bySystem.known || bySystem.value.type !== "set") return;
    for (const [system, packages] of bySystem.value.attributes) {
      const set = expectType(packages, "set");
      const homes = set.known ? set.value.attributes.get("homeConfigurations") : undefined;
      const named = homes && expectType(homes, "set");
      if (!named?.known) continue;
      for (const [name, value] of named.value.attributes) {
        if (candidates.some((other) => other.kind === "home" && other.name === name)) continue;
        const site = world.siteOf(value) ?? start;
        candidates.push({ name, kind: "home", value, site, system });
      }
    }
  }

  function leaveOpen(what: string, folded: Folded, reason: string): void {
    const { path, span } = world.valueSiteOf(folded) ?? start;
    unresolved.push({ place: { path: tree.relative(path), span }, what, reason });
  }
}

/** How a host is deployed. */
export type Deployment = NonNullable<Host["deploy"]>;

function asNixos(output: string): readonly [string, HostKind] {
  return [output, "nixos"];
}

/** What `deploy.nodes` of deploy-rs says, by the name of the host whose configuration is deployed. */
export function deployments(
  flake: FlakeValue,
  candidates: readonly HostCandidate[],
  world: World,
): ReadonlyMap<string, Deployment> {
  const { limits } = world;
  const found = new Map<string, Deployment>();
  const nodes = limits.settle(attributeAt(flake.outputs, ["deploy", "nodes"], limits));
  if (!nodes.known || nodes.value.type !== "set") return found;
  const shared = textAt(flake.outputs, ["deploy"]);
  for (const [name, node] of nodes.value.attributes) {
    const own = textAt(node, []);
    const profiles = expectType(foldAttribute(node, "profiles", limits), "set");
    const profile = profiles.known
      ? (profiles.value.attributes.get("system") ?? [...profiles.value.attributes.values()][0])
      : undefined;
    const inner = profile ? textAt(profile, []) : {};
    const user = inner.user ?? own.user ?? shared.user;
    const address = own.address ?? shared.address;
    found.set(hostOf(name, profile), {
      ...(address === undefined ? {} : { address }),
      ...(user === undefined ? {} : { user }),
      by: "deploy-rs",
    });
  }
  return found;

  function textAt(set: Folded, path: readonly string[]): { address?: string; user?: string } {
    const text = (key: string): string | undefined => {
      const value = limits.settle(attributeAt(set, [...path, key], limits));
      return value.known && value.value.type === "string" ? value.value.value : undefined;
    };
    const address = text("hostname");
    const user = text("sshUser");
    return {
      ...(address === undefined ? {} : { address }),
      ...(user === undefined ? {} : { user }),
    };
  }

  /** The host whose configuration a profile activates: that of the node's name where it can't be told. */
  function hostOf(name: string, profile: Folded | undefined): string {
    const path = profile && limits.settle(foldAttribute(profile, "path", limits));
    const activated = path && symbolicCall(path, limits)?.arguments.at(-1);
    if (!activated) return name;
    const value = limits.settle(activated);
    const host = candidates.find((candidate) => limits.settle(candidate.value) === value);
    return host?.name ?? name;
  }
}
