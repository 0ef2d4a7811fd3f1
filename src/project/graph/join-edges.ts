import type { Edge } from "../model.ts";

/**
 * The edges that the texts name, and those that were worked out. Where a place was worked out it is no longer
 * unresolved, and what both know is there once.
 */
export function joinEdges(written: readonly Edge[], computed: readonly Edge[]): readonly Edge[] {
  if (computed.length === 0) return written;
  const byFile = new Map<string, Edge[]>();
  for (const edge of computed) {
    const group = byFile.get(edge.from);
    if (group) group.push(edge);
    else byFile.set(edge.from, [edge]);
  }
  const known = new Set(written.map(keyOf));
  return [
    ...written.filter((edge) => {
      if (edge.target.kind !== "unresolved") return true;
      const { start, end } = edge.span;
      return !byFile
        .get(edge.from)
        ?.some(
          ({ span, target }) =>
            target.kind !== "unresolved" && span.start < end && start < span.end,
        );
    }),
    ...computed.filter(
      (edge) => !isOwnEntrance(edge) && (edge.hosts !== undefined || !known.has(keyOf(edge))),
    ),
  ];
}

/** The way from what makes a host to its file, where nothing but the file itself is there to name: no file imports itself so. */
function isOwnEntrance({ from, by, span, target }: Edge): boolean {
  return (by === "listing" || span.start === 0) && target.kind === "file" && target.path === from;
}

function keyOf({ from, kind, target }: Edge): string {
  const name = "path" in target ? target.path : "name" in target ? target.name : target.reason;
  return [from, kind, target.kind, name].join("\0");
}
