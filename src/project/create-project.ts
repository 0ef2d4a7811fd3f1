import { findHosts } from "./hosts/index.ts";
import { readFlakes } from "./flake/index.ts";
import { closuresOfHosts } from "./graph/host-closures.ts";
import { joinEdges } from "./graph/join-edges.ts";
import { createImportGraph } from "./graph/import-graph.ts";
import { createEdgeSettler } from "./graph/settle-edges.ts";
import type { Edge, Flake, Host, ImportGraph, Project, ProjectFile, Unresolved } from "./model.ts";
import { createOpener } from "./open-files.ts";
import {
  hostKey,
  type FindHosts,
  type FoundHosts,
  type ProjectSources,
  type ReadFlakes,
} from "./project-sources.ts";
import type { FileSummary } from "./summarize-file.ts";
import { folderOf } from "./tree-path.ts";
import type { TreeReader } from "./tree-reader.ts";

/** What a project is put together from. */
export interface ProjectParts {
  /** Absolute path of the audited root. */
  readonly root: string;
  readonly summaries: readonly FileSummary[];
  /** Paths of all other files. */
  readonly others: readonly string[];
  readonly isWhole: boolean;
  readonly reader: TreeReader;
  readonly findHosts?: FindHosts;
  readonly readFlakes?: ReadFlakes;
}

const readAllFlakes: ReadFlakes = (sources) =>
  readFlakes({ ...sources, paths: sources.flakePaths });

/** Puts a project together. What takes work is worked out when first asked for. */
export function createProject(parts: ProjectParts): Project {
  const { root, summaries, isWhole, reader } = parts;
  const paths = new Set(summaries.map(({ path }) => path));
  const otherFiles = new Set(parts.others);
  const flakePaths = [...paths].filter(isFlakePath).toSorted(shallowestFirst);
  const opener = createOpener(reader);
  const sources: ProjectSources = { root, files: paths, otherFiles, flakePaths, ...opener };
  const settle = createEdgeSettler({
    files: paths,
    otherFiles,
    flakeFolders: new Set(flakePaths.map(folderOf)),
    entryAt: (path) => reader.entryAt(path),
  });

  const found = lazily<FoundHosts>(() => (parts.findHosts ?? findHosts)(sources));
  const files = lazily<ReadonlyMap<string, ProjectFile>>(
    () =>
      new Map(
        summaries
          .toSorted((a, b) => (a.path < b.path ? -1 : 1))
          .map((summary) => [summary.path, { ...summary, edges: summary.edges.map(settle) }]),
      ),
  );
  const graph = lazily<ImportGraph>(() =>
    createImportGraph(
      joinEdges(
        [...files().values()].flatMap(({ edges }) => edges),
        found().edges.map(followLinks),
      ),
    ),
  );
  const hosts = lazily<readonly Host[]>(() =>
    closuresOfHosts(
      found().hosts.map((host) => ({ ...host, modules: host.modules.map(followLinks) })),
      graph(),
    ),
  );
  const hostNames = lazily<ReadonlyMap<string, readonly string[]>>(() => namesByFile(hosts()));
  const flakes = lazily<readonly Flake[]>(() => (parts.readFlakes ?? readAllFlakes)(sources));

  /** Finding hosts knows the listed files alone: what it misses may be there behind a link. */
  function followLinks(edge: Edge): Edge {
    if (edge.target.kind !== "missing") return edge;
    const { path } = edge.target;
    const entry = reader.entryAt(path);
    const inner = entry?.kind === "folder" ? reader.entryAt(`${path}/default.nix`) : entry;
    if (inner?.kind === "file") return { ...edge, target: { kind: "file", path: inner.path } };
    return entry?.kind === "folder"
      ? { ...edge, target: { kind: "folder", path: entry.path } }
      : edge;
  }

  return {
    root,
    otherFiles,
    isWhole,
    ...opener,
    get files() {
      return files();
    },
    get graph() {
      return graph();
    },
    get hosts() {
      return hosts();
    },
    get flakes() {
      return flakes();
    },
    get unresolved(): readonly Unresolved[] {
      return found().unresolved;
    },
    configurationOf: (host) => found().configurations?.get(hostKey(host)),
    hostsOf: (path) => hostNames().get(path) ?? [],
  };
}

function namesByFile(hosts: readonly Host[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, closure } of hosts) {
    for (const path of closure) {
      const known = names.get(path);
      if (!known) names.set(path, [name]);
      else if (known.at(-1) !== name) known.push(name);
    }
  }
  return names;
}

function isFlakePath(path: string): boolean {
  return path === "flake.nix" || path.endsWith("/flake.nix");
}

function shallowestFirst(a: string, b: string): number {
  return a.split("/").length - b.split("/").length || (a < b ? -1 : 1);
}

/** Works a value out when first asked for. What threw once throws again. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
