import type { AnyNode } from "../syntax/index.ts";
import type { Semantics } from "./semantics.ts";
/** See {@link Semantics.originOf}. Answers are kept. */
export declare function createOrigins(semantics: Semantics): (node: AnyNode) => string | undefined;
/** One spelling for what has several: the flat names of `lib`, and `lib` itself wherever it is taken from. */
export declare function canonicalOrigin(origin: string): string;
