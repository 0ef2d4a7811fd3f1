import type { Semantics } from "../semantics/index.ts";
import type { Expression } from "../syntax/index.ts";
/** What a function that is called for each name gives: its body, or the value of a `nameValuePair`. */
export declare function valuePerName(node: Expression, semantics: Semantics): Expression;
/** The values of `listToAttrs [ { name = …; value = …; } ]`, or of a `map` that makes such pairs. */
export declare function valuesOfPairs(list: Expression, semantics: Semantics): readonly Expression[];
