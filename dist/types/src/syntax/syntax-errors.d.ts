import type { SyntaxError } from "./syntax-error-kind.ts";
import type { SyntaxTree } from "./tree.ts";
/**
 * The syntax errors of a file, in order, at most twenty. The first is where Nix reports its own: at the token that it
 * could not take. Empty exactly when `nix-instantiate --parse` finds the syntax in order.
 */
export declare function findSyntaxErrors(tree: SyntaxTree): readonly SyntaxError[];
