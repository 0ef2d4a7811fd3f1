import type { SyntaxTree } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";

/** Whether the line above says `# deadnix: skip`, which another tool taught many to write over what is unused on purpose. */
export function isSkippedForDeadnix(tree: SyntaxTree): (at: Span) => boolean {
  if (tree.comments.length === 0) return () => false;
  const lines = new Set(
    tree.comments
      .filter(({ text }) => /\bdeadnix: *skip\b/.test(text))
      .map(({ end }) => tree.source.lineAt(end)),
  );
  return ({ start }) => lines.size > 0 && lines.has(tree.source.lineAt(start) - 1);
}
