import type { Edge, EdgeKind } from "../model.ts";

/** What Nix follows as soon as it reads the file: a module's imports. A value of `import` waits until it is needed. */
const followedAtOnce: ReadonlySet<EdgeKind> = new Set<EdgeKind>(["module", "home"]);

/**
 * One cycle for each knot of files that lead to each other: the shortest one through its least file. Iterative, after
 * Tarjan: https://doi.org/10.1137/0201010.
 */
export function findCycles(
  edges: readonly Edge[],
  from: (path: string) => readonly Edge[],
): (readonly Edge[])[] {
  const next = (path: string): Edge[] =>
    from(path).filter(
      ({ kind, target, isConditional }) =>
        followedAtOnce.has(kind) && target.kind === "file" && !isConditional,
    );
  const starts = new Set(edges.map((edge) => edge.from));
  return findKnots([...starts].toSorted(), next).map((knot) => shortestCycle(knot, next));
}

function findKnots(starts: readonly string[], next: (path: string) => Edge[]): string[][] {
  const indexOf = new Map<string, number>();
  const lowest = new Map<string, number>();
  const isOpen = new Set<string>();
  const open: string[] = [];
  const knots: string[][] = [];
  for (const start of starts) {
    if (indexOf.has(start)) continue;
    const frames: { readonly path: string; readonly edges: Edge[]; at: number }[] = [];
    const enter = (path: string): void => {
      indexOf.set(path, indexOf.size);
      lowest.set(path, indexOf.size - 1);
      open.push(path);
      isOpen.add(path);
      frames.push({ path, edges: next(path), at: 0 });
    };
    const lower = (path: string, value: number): void => {
      lowest.set(path, Math.min(lowest.get(path) ?? value, value));
    };
    enter(start);
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const edge = frame.edges[frame.at++];
      if (edge) {
        const path = targetOf(edge);
        if (!indexOf.has(path)) enter(path);
        else if (isOpen.has(path)) lower(frame.path, indexOf.get(path) ?? 0);
        continue;
      }
      frames.pop();
      const above = frames.at(-1);
      if (above) lower(above.path, lowest.get(frame.path) ?? 0);
      if (lowest.get(frame.path) !== indexOf.get(frame.path)) continue;
      const knot: string[] = [];
      for (let path = open.pop(); path !== undefined; path = open.pop()) {
        isOpen.delete(path);
        knot.push(path);
        if (path === frame.path) break;
      }
      const isKnot = knot.length > 1 || frame.edges.some((own) => targetOf(own) === frame.path);
      if (isKnot) knots.push(knot);
    }
  }
  return knots;
}

/** The shortest way from the least file of a knot back to itself, by breadth. */
function shortestCycle(knot: readonly string[], next: (path: string) => Edge[]): readonly Edge[] {
  const inside = new Set(knot);
  const [start = ""] = knot.toSorted();
  const cameBy = new Map<string, Edge>();
  const queue = new Set([start]);
  for (const path of queue) {
    for (const edge of next(path)) {
      const target = targetOf(edge);
      if (!inside.has(target)) continue;
      if (target === start) return wayTo(edge, start, cameBy);
      if (queue.has(target)) continue;
      cameBy.set(target, edge);
      queue.add(target);
    }
  }
  return [];
}

function wayTo(last: Edge, start: string, cameBy: ReadonlyMap<string, Edge>): readonly Edge[] {
  const way = [last];
  for (let path = last.from; path !== start;) {
    const edge = cameBy.get(path);
    if (!edge) break;
    way.unshift(edge);
    path = edge.from;
  }
  return way;
}

function targetOf({ target }: Edge): string {
  return target.kind === "file" ? target.path : "";
}
