import type { Edge, Unresolved } from "../model.ts";
import type { DescribedHost } from "./describe-host.ts";

/**
 * The edges that no text names, each once. `hosts` is there where an edge holds for some only of the hosts that read the
 * file that it leads from.
 */
export function sharedEdges(described: readonly DescribedHost[]): readonly Edge[] {
  const readers = new Map<string, number>();
  const found = new Map<string, { readonly edge: Edge; readonly hosts: Set<string> }>();
  for (const { candidate, files, edges } of described) {
    for (const file of files) readers.set(file, (readers.get(file) ?? 0) + 1);
    for (const { isDirect: _, ...edge } of edges) {
      if (edge.by === "literal") continue;
      const { from, kind, span, target, by, isConditional } = edge;
      const key = JSON.stringify([from, kind, span.start, span.end, target, by, isConditional]);
      const known = found.get(key);
      if (known) known.hosts.add(candidate.name);
      else found.set(key, { edge, hosts: new Set([candidate.name]) });
    }
  }
  return Array.from(found.values(), ({ edge, hosts }) => {
    const all = readers.get(edge.from) ?? described.length;
    return hosts.size >= all ? edge : { ...edge, hosts: [...hosts].toSorted() };
  });
}

/** Each open question once, however many hosts have it. */
export function uniqueUnresolved(all: readonly Unresolved[]): readonly Unresolved[] {
  const found = new Map<string, Unresolved>();
  for (const open of all) {
    const { place, reason } = open;
    const key = JSON.stringify([place.path, place.span.start, place.span.end, reason]);
    if (!found.has(key)) found.set(key, open);
  }
  return [...found.values()];
}
