import { compareText, folderOf } from "./names.ts";
import type { CriticalFile, FolderNode, Inventory, PlanInput } from "./model.ts";

const MOST_CRITICAL = 10;
/** A map of more folders than this is no map: then those at the top stand for all. */
const MOST_FOLDERS = 24;

/** What there is. */
export function takeInventory({ project, surveys, findings }: PlanInput): Inventory {
  const { files, flakes, graph, hosts } = project;
  return {
    files: files.size,
    lines: [...files.values()].reduce((sum, { lines }) => sum + lines, 0),
    roles: countBy([...files.values()], ({ role }) => role).map(([role, count]) => ({
      role,
      files: count,
    })),
    hosts: countBy(hosts, ({ kind }) => kind).map(([kind, count]) => ({ kind, hosts: count })),
    flakes: flakes.map(({ path, inputs }) => ({ path, inputs: inputs.length })),
    declaredOptions: [...surveys.values()].reduce((sum, { declares }) => sum + declares.length, 0),
    edges: graph.edges.length,
    unresolvedEdges: graph.edges.filter(({ target }) => target.kind === "unresolved").length,
    cycles: graph.cycles.length,
    findings: findings.length,
  };
}

function countBy<T, Key extends string>(
  items: readonly T[],
  keyOf: (item: T) => Key,
): readonly (readonly [Key, number])[] {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
}

/** How folders hang together. */
export function mapFolders({ project }: PlanInput): readonly FolderNode[] {
  const { files, graph } = project;
  const paths = [...files.keys()];
  const deep = new Set(paths.map((path) => topOf(path, 2)));
  const depth = deep.size > MOST_FOLDERS ? 1 : 2;
  const nodes = new Map<
    string,
    { files: number; lines: number; hosts: Set<string>; imports: Map<string, number> }
  >();
  for (const [path, { lines }] of files) {
    const folder = topOf(path, depth);
    const node = nodes.get(folder) ?? { files: 0, lines: 0, hosts: new Set(), imports: new Map() };
    nodes.set(folder, node);
    node.files++;
    node.lines += lines;
    for (const host of project.hostsOf(path)) node.hosts.add(host);
  }
  for (const { from, target } of graph.edges) {
    if (target.kind !== "file" || !files.has(target.path)) continue;
    const here = topOf(from, depth);
    const there = topOf(target.path, depth);
    const imports = nodes.get(here)?.imports;
    if (here !== there) imports?.set(there, (imports.get(there) ?? 0) + 1);
  }
  return [...nodes]
    .toSorted((a, b) => compareText(a[0], b[0]))
    .map(([folder, node]) => ({
      folder,
      files: node.files,
      lines: node.lines,
      hosts: node.hosts.size,
      imports: [...node.imports]
        .toSorted((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
        .map(([to, edges]) => ({ folder: to, edges })),
    }));
}

function topOf(path: string, depth: number): string {
  const folder = folderOf(path);
  return folder === "" ? "." : folder.split("/").slice(0, depth).join("/");
}

/** The files where a mistake costs most: many hosts, much text, much to find. What a tool wrote is none of them. */
export function findCritical({ project, surveys, findings }: PlanInput): readonly CriticalFile[] {
  const counts = new Map<string, number>();
  for (const { path } of findings) counts.set(path, (counts.get(path) ?? 0) + 1);
  return [...project.files.values()]
    .filter(({ path }) => surveys.get(path)?.isGenerated !== true)
    .map(({ path, lines }) => {
      const hosts = project.hostsOf(path).length;
      const found = counts.get(path) ?? 0;
      return { path, hosts, lines, findings: found, score: hosts * lines * (1 + found) };
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || compareText(a.path, b.path))
    .slice(0, MOST_CRITICAL);
}
