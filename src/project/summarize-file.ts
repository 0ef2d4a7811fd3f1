import type { Semantics } from "../semantics/index.ts";
import type { SyntaxTree } from "../syntax/index.ts";
import { printCode } from "./copies/index.ts";
import { roleOfFile } from "./graph/file-role.ts";
import { findStaticEdges, type WrittenEdge } from "./graph/static-edges.ts";
import type { ProjectFile } from "./model.ts";

/** What one file says by itself: plain data. Its edges lead where the text says, whether or not anything is there. */
export interface FileSummary extends Omit<ProjectFile, "edges"> {
  readonly edges: readonly WrittenEdge[];
}

/** Sums a file up while its tree is there; with prints of its code where they are asked for. */
export function summarizeFile(
  path: string,
  tree: SyntaxTree,
  semantics: Semantics,
  wanted: { readonly prints: boolean } = { prints: false },
): FileSummary {
  const { source } = tree;
  return {
    path,
    bytes: source.bytes.length,
    // A line end at the end begins no further line.
    lines: source.lineCount - (source.bytes.at(-1) === 0x0a ? 1 : 0),
    role: roleOfFile(path, semantics),
    edges: findStaticEdges(path, semantics),
    ...(wanted.prints ? { prints: printCode(tree) } : {}),
  };
}
