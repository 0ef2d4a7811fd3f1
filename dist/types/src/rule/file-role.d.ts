import type { FunctionExpression } from "../syntax/index.ts";
import type { FileContext } from "./define-rule.ts";
/**
 * Who calls a function with named arguments, judged by its text. `flake-outputs`: Nix, with the inputs. `module`: the
 * module system, with everything it has. `package`: `callPackage`, with what the function names. `unknown`: the text does
 * not tell.
 */
export type FunctionRole = "flake-outputs" | "module" | "package" | "unknown";
/** What the module system passes to every module. */
export declare const moduleArguments: readonly string[];
/** The role of a function that takes a set of named arguments. */
export declare function roleOf(node: FunctionExpression, { path, tree, semantics }: Pick<FileContext, "path" | "tree" | "semantics">): FunctionRole;
