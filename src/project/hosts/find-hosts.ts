import { createTreeView, createWorld, type TreeView, type World } from "../evaluation/index.ts";
import type { Edge, HostConfiguration, Unresolved } from "../model.ts";
import { hostKey } from "../project-sources.ts";
import {
  deploymentOfNode,
  describeHost,
  type DescribedHost,
  type HostCandidate,
} from "./describe-host.ts";
import { deployments, hostsOfFlake, type Deployment } from "./flake-hosts.ts";
import { inputUrls, readFlakeValue } from "./flake-value.ts";
import type { FoundHosts, HostSketch, HostSources } from "./host-sources.ts";
import { knownFlake, valueOfFlake } from "./known-flakes.ts";
import type { WalkedModules } from "./module-walk.ts";
import { sharedEdges, uniqueUnresolved } from "./shared-edges.ts";
import { hostsWithoutFlake } from "./without-flake.ts";

/** Flakes that are shown, not used. */
const sampleFolder = /(?:^|\/)(?:templates?|examples?|samples?|fixtures|tests?)\//i;

interface HostsOfPlace {
  /** The folder of the flake, relative to the root. */
  readonly folder: string;
  readonly described: readonly DescribedHost[];
  readonly deployed: ReadonlyMap<string, Deployment>;
  readonly walked: readonly WalkedModules[];
  readonly unresolved: readonly Unresolved[];
}

/**
 * Finds the hosts of a configuration by working out its flakes, or without one its hives and configurations. Never
 * guesses: what can't be worked out is in `unresolved` with the reason. Deterministic, and bounded in work.
 */
export function findHosts(sources: HostSources): FoundHosts {
  const tree = createTreeView(sources);
  const places: HostsOfPlace[] = [];
  for (const path of sources.flakePaths) {
    if (!sampleFolder.test(path)) places.push(lookAtFlake(path, tree));
  }
  if (places.every(({ described, unresolved }) => described.length + unresolved.length === 0))
    places.push(lookAtTree(tree, sources));
  return combine(places);
}

function lookAtFlake(path: string, tree: TreeView): HostsOfPlace {
  const folder = `${tree.root}/${path}`.replace(/\/flake\.nix$/, "");
  const walked: WalkedModules[] = [];
  let urls: ReadonlyMap<string, string> | undefined;
  // While the inputs are read no input has a meaning yet.
  const flakeOf = (name: string): ReturnType<typeof knownFlake> =>
    knownFlake(name, urls?.get(name) ?? "");
  const world = createWorld(tree, {
    isNixpkgs: (name) => flakeOf(name) === "nixpkgs",
    valueOf: (name, below, of) =>
      valueOfFlake(flakeOf(name), below, of, (parts) => void walked.push(parts)),
  });
  urls = inputUrls(folder, world);
  const flake = readFlakeValue(folder, world);
  const { candidates, nodes, unresolved } = hostsOfFlake(flake, world);
  const deployed = new Map(deployments(flake, candidates, world));
  for (const node of nodes) {
    const deployment = deploymentOfNode(node, world);
    if (deployment && !deployed.has(node.name)) deployed.set(node.name, deployment);
  }
  return {
    folder: tree.relative(folder),
    ...describeAll(candidates, world),
    deployed,
    walked,
    unresolved,
  };
}

function lookAtTree(tree: TreeView, sources: HostSources): HostsOfPlace {
  const world = createWorld(tree, {
    isNixpkgs: (name) => knownFlake(name, "") === "nixpkgs",
    valueOf: () => undefined,
  });
  const { candidates, unresolved } = hostsWithoutFlake(world, sources.files);
  return {
    folder: "",
    ...describeAll(candidates, world),
    deployed: new Map(),
    walked: [],
    unresolved,
  };
}

function describeAll(
  candidates: readonly HostCandidate[],
  world: World,
): Pick<HostsOfPlace, "described"> {
  return { described: candidates.map((candidate) => describeHost(candidate, world)) };
}

function combine(places: readonly HostsOfPlace[]): FoundHosts {
  const hosts = new Map<string, HostSketch>();
  const configurations = new Map<string, HostConfiguration>();
  const described: DescribedHost[] = [];
  const listCounts = countInLists(places.flatMap((place) => place.described));
  for (const place of places) {
    for (const host of place.described) {
      const { name } = host.candidate;
      const isTaken = hosts.has(hostKey({ name, kind: host.kind }));
      // A host of another flake with the same name goes by the flake as well, as Nix writes it.
      const shown = isTaken ? `${place.folder}#${name}` : name;
      const key = hostKey({ name: shown, kind: host.kind });
      if (hosts.has(key)) continue;
      const own = { ...host, candidate: { ...host.candidate, name: shown } };
      described.push(own);
      if (host.configuration) configurations.set(key, host.configuration);
      hosts.set(key, sketch(own, place.deployed.get(name), listCounts));
    }
  }
  const edges: Edge[] = [
    ...sharedEdges(described),
    ...places.flatMap(({ walked }) =>
      walked.flatMap((part) => part.edges.filter(({ by }) => by !== "literal").map(plainEdge)),
    ),
  ];
  const unresolved = places.flatMap((place) => [
    ...place.unresolved,
    ...place.walked.flatMap((part) => part.unresolved),
    ...place.described.flatMap((host) => host.unresolved),
  ]);
  return {
    hosts: [...hosts.values()].toSorted(
      (one, other) => compare(one.name, other.name) || compare(one.kind, other.kind),
    ),
    edges,
    unresolved: uniqueUnresolved(unresolved),
    configurations,
  };
}

function plainEdge(walked: WalkedModules["edges"][number]): Edge {
  const { isDirect: _, ...edge } = walked;
  return edge;
}

/** In how many hosts' own lists each file stands. */
function countInLists(described: readonly DescribedHost[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { edges } of described) {
    const files = edges.flatMap(({ isDirect, target }) =>
      isDirect && target.kind === "file" ? target.path : [],
    );
    for (const file of new Set(files)) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  return counts;
}

function sketch(
  host: DescribedHost,
  deployed: Deployment | undefined,
  counts: ReadonlyMap<string, number>,
): HostSketch {
  const { candidate, kind, place, system, input } = host;
  const direct = host.edges.filter(
    ({ isDirect, kind: edgeKind }) => isDirect && edgeKind !== "home",
  );
  const deploy = deployed ?? host.deploy;
  const isEphemeral = host.isImage || isEphemeralName(candidate.name) || readsImage(host);
  return {
    name: candidate.name,
    kind,
    ...(system === undefined ? {} : { system }),
    root: rootOf(host, counts),
    place,
    modules: direct.map(plainEdge),
    ...(input === undefined ? {} : { nixpkgs: input }),
    ...(deploy ? { deploy } : {}),
    ...(isEphemeral ? { isEphemeral: true as const } : {}),
    moduleFiles: host.files,
  };
}

/** The file that is the host's own: of its list the first that is in no other host's, or that has its name. */
function rootOf(
  { candidate, edges, place }: DescribedHost,
  counts: ReadonlyMap<string, number>,
): string {
  const files = edges.flatMap(({ isDirect, target, kind }) =>
    isDirect && kind !== "home" && target.kind === "file" ? target.path : [],
  );
  const names = [candidate.name, candidate.name.replace(/^.*[@#]/, "")];
  const named = files.find((path) =>
    path
      .split(/[/. ]/)
      .some((step) => names.some((name) => step === name || step.endsWith(`-${name}`))),
  );
  const own = files.find((path) => counts.get(path) === 1);
  return ownFile(place.path) ?? named ?? own ?? files[0] ?? place.path;

  /** Where no list names the modules, the host is defined in its own file. */
  function ownFile(path: string): string | undefined {
    return place.span.end === 0 && !path.endsWith("flake.nix") ? path : undefined;
  }
}

function isEphemeralName(name: string): boolean {
  return (
    /(?:^|[-_.])(?:iso|isoimage|installer|live|livecd|liveusb|image|sdimage|netboot|kexec)(?:$|[-_.])/i.test(
      name,
    ) || /^(?:vm|test)(?:$|[-_.])|[-_.](?:vm|test)$/i.test(name)
  );
}

/** Whether a module makes the host a medium to boot an installer from. */
function readsImage({ edges }: DescribedHost): boolean {
  return edges.some(
    ({ target, isConditional }) =>
      target.kind === "external" &&
      !isConditional &&
      /installer\/(?:cd-dvd|netboot)\//.test(target.name),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
