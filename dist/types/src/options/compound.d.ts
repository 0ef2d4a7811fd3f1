import type { Semantics } from "../semantics/index.ts";
import type { Expression } from "../syntax/index.ts";
import type { LocalNames } from "./local-names.ts";
/** Whether an element of a list, or an argument, may hold definitions of its own. */
export declare function mayHoldDefinitions(node: Expression, names: LocalNames, semantics: Semantics): boolean;
