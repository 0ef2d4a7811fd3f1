import type { Edge, Host, ImportGraph } from "../model.ts";
import type { FoundHost } from "../project-sources.ts";
import { codeEdges } from "./import-graph.ts";

/**
 * The hosts, sorted by name and kind, with every file that each reads. An edge that holds for some hosts is followed for
 * those alone.
 */
export function closuresOfHosts(hosts: readonly FoundHost[], graph: ImportGraph): Host[] {
  return hosts
    .map((found) => {
      const { moduleFiles: _, ...host } = found;
      return { ...host, closure: closureOf(found, graph) };
    })
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.kind, b.kind));
}

function closureOf(host: FoundHost, graph: ImportGraph): string[] {
  const leads = ({ kind, hosts, target }: Edge): boolean =>
    target.kind === "file" && codeEdges.has(kind) && (hosts?.includes(host.name) ?? true);
  const seen = new Set([host.root, ...(host.moduleFiles ?? [])]);
  for (const { target } of host.modules) if (target.kind === "file") seen.add(target.path);
  // flake.nix leads to every host: what this one reads of it is in its own list of modules.
  for (const path of seen) {
    const isOwn = path === host.root && !/(?:^|\/)flake\.nix$/.test(path);
    if (path === host.place.path && !isOwn) continue;
    for (const edge of graph.from(path)) {
      if (leads(edge) && edge.target.kind === "file") seen.add(edge.target.path);
    }
  }
  return [...seen].toSorted();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
