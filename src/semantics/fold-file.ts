import { createExpressionFolder } from "./fold-expression.ts";
import { createRootFrame } from "./fold-frame.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { unknown, type Folded } from "./fold-value.ts";
import type { Semantics } from "./semantics.ts";

/** What a whole file comes to in the world of these limits, worked out when looked at. `path` is absolute. */
export function foldFile(semantics: Semantics, path: string, limits: FoldLimits): Folded {
  const { expression } = semantics.tree.root;
  if (!expression) return unknown("an empty file");
  const fold = createExpressionFolder(semantics, limits, path);
  const root = createRootFrame();
  return limits.lazy(() => fold(expression, root));
}
