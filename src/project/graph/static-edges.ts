import type { Semantics } from "../../semantics/index.ts";
import type { Span } from "../../text/index.ts";
import type { Edge, EdgeTarget } from "../model.ts";
import { resolveTreePath } from "../tree-path.ts";
import { contextOf } from "./edge-context.ts";
import { findWrittenPaths, type WrittenPath } from "./written-paths.ts";

/** An edge before anybody looked at what is there: `file` is wherever the text says. */
export type WrittenEdge = Omit<Edge, "kind"> & { readonly kind: Edge["kind"] | "unknown" };

/** The ways out of a file that its text names, in source order. */
export function findStaticEdges(path: string, semantics: Semantics): WrittenEdge[] {
  return findWrittenPaths(semantics).map((written) => {
    const { kind, isConditional } = contextOf(written.node, semantics);
    return {
      from: path,
      kind,
      span: spanOf(written.node),
      target: targetOf(path, written),
      by: written.by,
      ...(isConditional ? { isConditional: true as const } : {}),
    };
  });
}

function targetOf(from: string, { path, reason }: WrittenPath): EdgeTarget {
  if (path === undefined) return { kind: "unresolved", reason: reason ?? "the path is computed" };
  return { kind: "file", path: resolveTreePath(from, path) };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
