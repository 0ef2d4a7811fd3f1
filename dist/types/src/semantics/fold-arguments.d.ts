import type { Expression, FunctionExpression } from "../syntax/index.ts";
import type { Frame } from "./fold-frame.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { type Folded } from "./fold-value.ts";
/** Binds the names of a function to an argument, or says why the call fails. */
export declare function bindArguments(node: FunctionExpression, frame: Frame, argument: Folded, limits: FoldLimits, fold: (node: Expression, frame: Frame) => Folded): Folded | undefined;
