import type { Semantics } from "../semantics/index.ts";
import { type OptionDeclaration, type OptionDefinition } from "./definition.ts";
/** The definitions and declarations of one file. */
export interface ModuleOptions {
    readonly definitions: readonly OptionDefinition[];
    readonly declarations: readonly OptionDeclaration[];
}
/**
 * Flattens a module: every definition with its full path, whatever the nesting and the wrappers. Follows sets, `let`,
 * `with`, `if`, functions' bodies, `//`, `++`, `mkIf`, `mkMerge` and kin, and local names bound to sets or lists. Stops at calls it
 * does not know: their result is a value like any other. Linear in the file, but for local names used many times.
 */
export declare function flattenOptions(semantics: Semantics): ModuleOptions;
