import { type SyntaxTree } from "../syntax/index.ts";
/** The rows of the attributes in a binding's path. */
export declare function attributePathRows(tree: SyntaxTree, binding: number): readonly number[];
/** The rows of the names in an `inherit` or `inherit (…)`. */
export declare function inheritedNameRows(tree: SyntaxTree, inherit: number): readonly number[];
/** The rows that name the attributes of a literal set or `let`: the first of each path, and inherited names. */
export declare function attributeRows(tree: SyntaxTree, set: number): readonly number[];
/** The set literal, plain or `rec`, that a value consists of, whatever parentheses are round it. */
export declare function literalSet(tree: SyntaxTree, value: number): number | undefined;
