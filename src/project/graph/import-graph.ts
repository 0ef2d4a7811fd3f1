import type { Edge, EdgeKind, ImportGraph } from "../model.ts";
import { findCycles } from "./cycles.ts";

/** The graph of these edges. Each question costs what it reaches, and no more. */
export function createImportGraph(edges: readonly Edge[]): ImportGraph {
  const outgoing = groupBy(edges, ({ from }) => from);
  const incoming = groupBy(edges, ({ target }) =>
    target.kind === "file" ? target.path : undefined,
  );
  let cycles: readonly (readonly Edge[])[] | undefined;
  const from = (path: string): readonly Edge[] => outgoing.get(path) ?? [];
  const to = (path: string): readonly Edge[] => incoming.get(path) ?? [];

  return {
    edges,
    from,
    to,
    closureOf: (paths, kinds) =>
      reach(paths, (path) =>
        from(path).flatMap(({ kind, target }) =>
          target.kind === "file" && (!kinds || kinds.has(kind)) ? [target.path] : [],
        ),
      ),
    reachedFrom: (paths) => reach(paths, (path) => to(path).map((edge) => edge.from)),
    get cycles() {
      return (cycles ??= findCycles(edges, from));
    },
  };
}

/** The kinds of edges through which one file's code is part of another's. */
export const codeEdges: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  "module",
  "import",
  "package",
  "overlay",
  "home",
]);

function reach(starts: readonly string[], next: (path: string) => readonly string[]): string[] {
  const seen = new Set(starts);
  // A set hands out what is added while it is walked: this is the queue as well.
  for (const path of seen) for (const other of next(path)) seen.add(other);
  return [...seen];
}

function groupBy(
  edges: readonly Edge[],
  keyOf: (edge: Edge) => string | undefined,
): Map<string, Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const key = keyOf(edge);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  return groups;
}
