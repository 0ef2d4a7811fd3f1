import type { SyntaxTree } from "./tree.ts";
/**
 * Offset of the first token that is nested deeper than Nix's parser takes, if there is one: in 9,996 parentheses, 4,999
 * lists or functions, 2,497 sets. Exact to a few levels of braces.
 */
export declare function findTooDeep(tree: SyntaxTree): number | undefined;
