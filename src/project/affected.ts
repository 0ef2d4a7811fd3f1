import { readLockedInputs } from "./locked-inputs.ts";
import type { Edge, EdgeTarget, Host, Project } from "./model.ts";
import { folderOf } from "./tree-path.ts";

/** One host that a change touches, and why. */
export interface AffectedHost {
  readonly host: Host;
  /** For a person: the changed file, or the input of flake.lock, that touches it first. */
  readonly because: string;
}

/** What changed. */
export interface Change {
  /** Relative to the root; also those that are gone now. */
  readonly paths: readonly string[];
  /** Text of lock files as they were before, by path; undefined in it where that is not known. */
  readonly oldLocks?: ReadonlyMap<string, string | undefined>;
}

/** The hosts that a change touches, in the order of the project's hosts. */
export function findAffectedHosts(project: Project, change: Change): AffectedHost[] {
  const needs = new Map(project.hosts.map((host) => [host, createNeeds(project, host)] as const));
  return project.hosts.flatMap((host) => {
    const because = change.paths
      .map((path) => reasonFor(project, host, path, change, needs))
      .find((reason) => reason !== undefined);
    return because === undefined ? [] : [{ host, because }];
  });
}

/** The files that a change of one file touches through any edge, the file itself first. */
export function findBlastRadius(project: Project, path: string): readonly string[] {
  const users = project.graph.edges.flatMap(({ from, target }) =>
    isTouched(target, path) ? [from] : [],
  );
  return project.graph.reachedFrom([path, ...users]);
}

interface Needs {
  /** Files that are read as code, or as data. */
  readonly paths: ReadonlySet<string>;
  /** Folders of which everything is read. */
  readonly folders: ReadonlySet<string>;
  readonly inputs: ReadonlySet<string>;
}

function createNeeds(project: Project, host: Host): Needs {
  const paths = new Set(host.closure);
  const folders = new Set<string>();
  const inputs = new Set(host.nixpkgs === undefined ? [] : [host.nixpkgs]);
  const edges: Edge[] = [...host.modules];
  // flake.nix names what all hosts read; of it, a host has its own list of modules.
  for (const path of host.closure)
    if (path !== host.place.path || path === host.root) edges.push(...project.graph.from(path));
  for (const { target, hosts } of edges) {
    if (hosts && !hosts.includes(host.name)) continue;
    if (target.kind === "file" || target.kind === "missing") paths.add(target.path);
    else if (target.kind === "folder") folders.add(target.path);
    else if (target.kind === "external" && target.input !== undefined) inputs.add(target.input);
  }
  for (const { inputUses } of project.flakes)
    for (const [input, places] of inputUses)
      if (places.some(({ path }) => !isFlakeFile(path, "flake.nix") && paths.has(path)))
        inputs.add(input);
  return { paths, folders, inputs };
}

function reasonFor(
  project: Project,
  host: Host,
  path: string,
  change: Change,
  needs: ReadonlyMap<Host, Needs>,
): string | undefined {
  const own = needs.get(host);
  if (!own) return undefined;
  if (isFlakeFile(path, "flake.nix") && isFlakeOf(path, host)) return `${path} changed`;
  if (isFlakeFile(path, "flake.lock") && isFlakeOf(path, host))
    return reasonInLock(project, path, change, own, needs);
  if (own.paths.has(path) || path === host.place.path) return `it reads ${path}`;
  if (own.paths.has(`${path}/default.nix`)) return `it reads ${path}`;
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (own.folders.has(folder))
      return `it reads ${folder === "" ? "the whole tree" : folder}, with ${path}`;
    if (folder === "") return undefined;
  }
}

function reasonInLock(
  project: Project,
  path: string,
  { oldLocks }: Change,
  own: Needs,
  needs: ReadonlyMap<Host, Needs>,
): string | undefined {
  const before = readLockedInputs(oldLocks?.get(path));
  const text = project.readText(path);
  const after = readLockedInputs(text?.slice(0, text.bytes.length));
  if (!before || !after) return `${path} changed`;
  const names = new Set([...before.keys(), ...after.keys()]);
  const changed = [...names].filter((name) => before.get(name) !== after.get(name));
  const used = changed.find((name) => own.inputs.has(name));
  if (used !== undefined) return `it uses the input ${used}`;
  // Nobody can be told to be safe from an input whose users are not known.
  const unclear = changed.find(
    (name) => ![...needs.values()].some(({ inputs }) => inputs.has(name)),
  );
  return unclear === undefined ? undefined : `it may use the input ${unclear}`;
}

function isFlakeFile(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}

/** Whether the host is of the flake in this folder, or of the one at the root. */
function isFlakeOf(path: string, { place }: Host): boolean {
  const folder = folderOf(path);
  return folder === "" || place.path.startsWith(`${folder}/`);
}

function isTouched(target: EdgeTarget, path: string): boolean {
  if (target.kind === "file" || target.kind === "missing")
    return target.path === path || target.path === `${path}/default.nix`;
  if (target.kind !== "folder") return false;
  return target.path === "" || path.startsWith(`${target.path}/`);
}
