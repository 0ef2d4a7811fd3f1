import type { Binding, Semantics } from "../semantics/index.ts";
import type { AnyNode } from "../syntax/index.ts";
/** What `name` would refer to if it stood at this place; `undefined` where no scope of the file binds it. */
export declare function bindingAround(name: string, node: AnyNode, semantics: Semantics): Binding | undefined;
