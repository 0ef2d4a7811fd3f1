import type { Semantics } from "../semantics/index.ts";
import type { Expression } from "../syntax/index.ts";
import type { LocalNames } from "./local-names.ts";
/** The literal argument of `mkOption`, by name; empty if it is none. */
export declare function argumentsOfOption(argument: Expression | undefined, names: LocalNames): ReadonlyMap<string, Expression>;
/** The module of the first `submodule` in a type: it declares further options below. */
export declare function submoduleOf(type: Expression, semantics: Semantics): Expression | undefined;
