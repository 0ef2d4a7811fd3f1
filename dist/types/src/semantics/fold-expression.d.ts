import type { Expression } from "../syntax/index.ts";
import { type Frame } from "./fold-frame.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { type Folded } from "./fold-value.ts";
import type { Semantics } from "./semantics.ts";
/** What an expression comes to in a frame. */
export type FoldExpression = (node: Expression, frame: Frame) => Folded;
/** Folds expressions, each with its parts put off until they are looked at. To be used within {@link FoldLimits.ask}. */
export declare function createExpressionFolder(semantics: Semantics, limits: FoldLimits): FoldExpression;
