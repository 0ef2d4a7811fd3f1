import { type Semantics } from "../semantics/index.ts";
import type { AnyNode } from "../syntax/index.ts";
/** The names that the text binds round a node, innermost scope first; those of a `with` are not known. */
export declare function boundNamesAround(node: AnyNode, semantics: Semantics): Generator<string>;
/** Whether `name` means what Nix itself calls so at this place: no scope round it binds the name. */
export declare function isGlobalHere(name: string, node: AnyNode, semantics: Semantics): boolean;
/** The names that every expression sees without a prefix, but for those that begin with `__`. */
export declare const plainGlobalNames: readonly string[];
