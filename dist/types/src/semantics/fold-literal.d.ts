import type { Expression, HpathExpression, PathExpression, SyntaxTree } from "../syntax/index.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { type Folded } from "./fold-value.ts";
/** An integer as written. */
export declare function foldInteger(text: string): Folded;
/** A float as written: `1.5`, `.5e3`, `1.`. */
export declare function foldFloat(text: string): Folded;
/** A path as written, where no part of it is computed. */
export declare function foldPath(node: PathExpression | HpathExpression): Folded;
/** A string, its interpolations folded. */
export declare function foldStringParts(tree: SyntaxTree, row: number, limits: FoldLimits, fold: (node: Expression) => Folded): Folded;
