import type { Expression } from "../syntax/index.ts";
import { createExpressionFolder } from "./fold-expression.ts";
import { createRootFrame } from "./fold-frame.ts";
import { createFoldLimits } from "./fold-limits.ts";
import type { Folded } from "./fold-value.ts";
import type { Semantics } from "./semantics.ts";

/** Folds expressions of one file. Answers are kept. Never guesses: what it can't work out has a reason. */
export function createFolder(semantics: Semantics): (node: Expression) => Folded {
  const limits = createFoldLimits();
  const root = createRootFrame();
  const fold = createExpressionFolder(semantics, limits);
  return (node) => {
    const answer = limits.ask(() => fold(node, root));
    let inner = node;
    while (!root.answers.has(inner.row)) {
      root.answers.set(inner.row, answer);
      if (inner.kind === "parenthesized_expression") inner = inner.expression;
    }
    return answer;
  };
}
