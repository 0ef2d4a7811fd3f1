import type { ReportFacts } from "../../project/index.ts";
import type { ModularizationFacts, ReportedHost, ReportedProject } from "./model.ts";

/** From this many lines on a file is one of the long ones. */
export const LONG_FILE = 400;
const MOST_LISTED = 10;

/** Written by a tool: nobody reads it, and nobody splits it. */
const generated =
  /(^|\/)(hardware(-configuration)?|node-packages|node-env|node-composition|sources|generated|_generated.*|npins\/default)\.nix$/;

/** The longest files that people write, the longest first. */
export function longestFiles(
  summaries: readonly ReportFacts[],
): readonly { readonly path: string; readonly lines: number }[] {
  return summaries
    .filter(({ path, lines }) => lines >= LONG_FILE && !generated.test(path))
    .map(({ path, lines }) => ({ path, lines }))
    .toSorted((a, b) => b.lines - a.lines || compareText(a.path, b.path));
}

/** How hosts and files hang together. */
export function describeModularization(
  project: ReportedProject,
  summaries: readonly ReportFacts[],
): ModularizationFacts {
  const { hosts, graph, files } = project;
  const hostsByPath = new Map<string, string[]>();
  for (const { name, closure } of hosts) {
    for (const path of closure) {
      const names = hostsByPath.get(path);
      if (names === undefined) hostsByPath.set(path, [name]);
      else if (!names.includes(name)) names.push(name);
    }
  }
  const reachOf = (path: string): number => hostsByPath.get(path)?.length ?? 0;
  const importersOf = (path: string): number =>
    new Set(graph.to(path).map(({ from }) => from)).size;
  const paths = [...files.keys()].toSorted(compareText);
  const everyone = new Set(hosts.map(({ name }) => name)).size;
  const critical = paths
    .filter((path) => everyone > 1 && reachOf(path) > 1)
    .map((path) => ({ path, hosts: reachOf(path), importers: importersOf(path) }))
    .toSorted((a, b) => b.hosts - a.hosts || b.importers - a.importers);
  const edges = new Set(
    graph.edges.flatMap(({ from, kind, target }) =>
      target.kind === "file" &&
      ["module", "import", "home"].includes(kind) &&
      hostsByPath.has(from) &&
      hostsByPath.has(target.path) &&
      from !== target.path
        ? [JSON.stringify([from, target.path])]
        : [],
    ),
  );
  const orphans = findOrphans(project, paths);
  return {
    hosts: hosts.map((host): ReportedHost => {
      const { name, kind, system, root, closure } = host;
      return {
        name,
        kind,
        ...(system === undefined ? {} : { system }),
        root,
        files: closure.length,
        own: closure.filter((path) => reachOf(path) === 1).length,
      };
    }),
    monoliths: longestFiles(summaries),
    profiles: paths
      .filter((path) => reachOf(path) > 1 && reachOf(path) < everyone)
      .map((path) => ({ path, hosts: (hostsByPath.get(path) ?? []).toSorted(compareText) })),
    critical: critical.slice(0, MOST_LISTED),
    cycles: graph.cycles.map((cycle) => cycle.map(({ from }) => from)),
    ...(orphans === undefined ? {} : { orphans }),
    unresolved: project.unresolved.map(({ place, what, reason }) => ({
      path: place.path,
      what,
      reason,
    })),
    edges: [...edges].toSorted(compareText).map((edge) => {
      const [from = "", to = ""] = pairOf(edge);
      return { from, to };
    }),
  };
}

function pairOf(text: string): readonly string[] {
  const pair: unknown = JSON.parse(text);
  return Array.isArray(pair) ? pair.map(String) : [];
}

/** Files that neither a flake nor a host reaches: only where all was looked at, and something is reached at all. */
function findOrphans(
  { flakes, hosts, graph, isWhole }: ReportedProject,
  paths: readonly string[],
): readonly string[] | undefined {
  if (!isWhole || (flakes.length === 0 && hosts.length === 0)) return undefined;
  // A way that could not be followed may lead anywhere.
  if (graph.edges.some(({ target }) => target.kind === "unresolved")) return undefined;
  const roots = [...flakes.map(({ path }) => path), ...hosts.map(({ root }) => root)];
  const reached = new Set([
    ...graph.closureOf(roots),
    ...hosts.flatMap(({ closure }) => closure),
    ...roots,
  ]);
  const entrances =
    /(^|\/)(default|shell|flake|release|overlay|package|configuration|home|npins\/.*|nix\/sources)\.nix$/;
  return paths.filter((path) => !reached.has(path) && !entrances.test(path));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
