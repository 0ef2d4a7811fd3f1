import { type Semantics } from "../semantics/index.ts";
import { type Attribute, type Expression } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
/** A place where a function or value of known origin is taken. */
export interface Use {
    readonly origin: string;
    /** The shortest text that names it: a variable, the selection up to its last key, or the name in an `inherit`. */
    readonly at: Span;
    /** How it is written: `lib.mdDoc`. */
    readonly text: string;
    /**
     * `value`: the whole of `node`. `base`: attributes of it are selected further. `inherited`: a name in `inherit (x) …`.
     */
    readonly form: "value" | "base" | "inherited";
    /** The variable or selection; for `inherited` the set that it is inherited from. */
    readonly node: Expression;
    /** The last key of a selection, or the inherited name. */
    readonly key: Attribute | undefined;
}
/**
 * The places that take one of the given origins out of where it lives: selections, globals, names from a `with`, and
 * `inherit`. A name that the file itself binds is no such place, but for arguments.
 */
export declare function usesOf(origins: ReadonlySet<string>, semantics: Semantics): readonly Use[];
