import type { Semantics } from "../semantics/index.ts";
import type { Edit } from "../text/index.ts";
import type { JudgedWith } from "./with-kind.ts";
/**
 * The edits that name what a `with` brings: `let inherit (e) a b; in` in its place, or `inherit (e) a b;` in the `let` that
 * follows. `undefined` where another `with` may have a say, or a name cannot be inherited.
 */
export declare function inheritInsteadOfWith({ node, outer, names, isShared }: JudgedWith, semantics: Semantics): readonly Edit[] | undefined;
