import type { Edge, Host, ImportGraph } from "../model.ts";
import { codeEdges } from "./import-graph.ts";

/**
 * The hosts, sorted by name and kind, with every file that each reads. An edge that holds for some hosts is followed for
 * those alone.
 */
export function closuresOfHosts(
  hosts: readonly Omit<Host, "closure">[],
  graph: ImportGraph,
): Host[] {
  return hosts
    .map((host) => ({ ...host, closure: closureOf(host, graph) }))
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.kind, b.kind));
}

function closureOf(host: Omit<Host, "closure">, graph: ImportGraph): string[] {
  const leads = ({ kind, hosts, target }: Edge): boolean =>
    target.kind === "file" && codeEdges.has(kind) && (hosts?.includes(host.name) ?? true);
  const seen = new Set([host.root]);
  for (const { target } of host.modules) if (target.kind === "file") seen.add(target.path);
  // flake.nix leads to every host: what this one reads of it is in its own list of modules.
  for (const path of seen) {
    if (path === host.place.path && path !== host.root) continue;
    for (const edge of graph.from(path)) {
      if (leads(edge) && edge.target.kind === "file") seen.add(edge.target.path);
    }
  }
  return [...seen].toSorted();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
