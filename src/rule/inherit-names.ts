import type { Inherit, InheritFrom } from "../syntax/index.ts";
import type { Edit } from "../text/index.ts";
import { lineEndAt } from "./insertion.ts";

/**
 * The edit that adds names to an `inherit`: one on each line where its last name stands alone on its line. `undefined` where
 * it has no names to go by.
 */
export function appendInherited(
  node: Inherit | InheritFrom,
  names: readonly string[],
): Edit | undefined {
  const last = node.attrs?.attrs.at(-1);
  if (!last) return undefined;
  const { source } = node.tree;
  const line = source.lineSpan(source.lineAt(last.start));
  const indentation = source.slice(line.start, last.start);
  const separator = indentation.trim() === "" ? lineEndAt(node) + indentation : " ";
  const newText = names.map((name) => separator + name).join("");
  return { span: { start: last.end, end: last.end }, newText };
}
