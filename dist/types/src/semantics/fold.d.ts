import type { Expression } from "../syntax/index.ts";
import type { Folded } from "./fold-value.ts";
import type { Semantics } from "./semantics.ts";
/** Folds expressions of one file. Answers are kept. Never guesses: what it can't work out has a reason. */
export declare function createFolder(semantics: Semantics): (node: Expression) => Folded;
