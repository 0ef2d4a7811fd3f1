import type { Semantics } from "../../semantics/index.ts";
import type { Span } from "../../text/index.ts";
import type { Edge, EdgeTarget } from "../model.ts";
import { folderOf, resolveTreePath } from "../tree-path.ts";
import { contextOf } from "./edge-context.ts";
import { findNamedTargets } from "./named-targets.ts";
import { findWrittenPaths, ownFolderName, type WrittenPath } from "./written-paths.ts";

/** An edge before anybody looked at what is there: `file` is wherever the text says. */
export type WrittenEdge = Omit<Edge, "kind"> & { readonly kind: Edge["kind"] | "unknown" };

/** The ways out of a file that its text names, in source order. */
export function findStaticEdges(path: string, semantics: Semantics): WrittenEdge[] {
  const written = findWrittenPaths(semantics);
  const paths = written.flatMap((found): WrittenEdge[] => {
    const { kind, isConditional } = contextOf(found.node, semantics);
    if (kind === "example") return [];
    return [
      {
        from: path,
        kind,
        span: spanOf(found.node),
        target: targetOf(path, found),
        by: found.by,
        ...(isConditional ? { isConditional: true as const } : {}),
      },
    ];
  });
  const rows = new Set(written.map(({ node }) => node.row));
  const named = findNamedTargets(path, semantics, rows).map(
    ({ node, kind, target }): WrittenEdge => ({
      from: path,
      kind,
      span: spanOf(node),
      target,
      by: "literal",
    }),
  );
  if (named.length === 0) return paths;
  return [...paths, ...named].toSorted((a, b) => a.span.start - b.span.start);
}

function targetOf(from: string, { path, reason }: WrittenPath): EdgeTarget {
  if (path === undefined) return { kind: "unresolved", reason: reason ?? "the path is computed" };
  const folder = folderOf(from);
  const written = path.replaceAll(ownFolderName, () => folder.slice(folder.lastIndexOf("/") + 1));
  return { kind: "file", path: resolveTreePath(from, written) };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
