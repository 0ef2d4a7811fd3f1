import type { Expression, WithExpression } from "../syntax/index.ts";
import type { Reference, Semantics } from "../semantics/index.ts";
/**
 * What there is to say of a `with`; of several things the first in this order, so that one rule speaks at a time.
 *
 * - `unused`: no name of its body comes from it, or the `with` around it is of the same set.
 * - `import`: of a file that is imported on the spot.
 * - `nested`: in the body of another `with`.
 * - `list`: `with pkgs; [ … ]`, the good use.
 * - `top-level`: its body is that of the whole file.
 * - `local`: anything else.
 */
export type WithKind = "unused" | "import" | "nested" | "list" | "top-level" | "local";
/** One `with`, judged. */
export interface JudgedWith {
    readonly node: WithExpression;
    readonly kind: WithKind;
    /** The nearest `with` that it stands in the body of. */
    readonly outer: WithExpression | undefined;
    /** The uses of names that are looked up in it before any other `with`. */
    readonly names: readonly Reference[];
    /** Whether a `with` inside of its body looks names up first that may come from it after all. */
    readonly isShared: boolean;
}
/** All `with`s of a file, in source order. */
export declare function judgeWiths(semantics: Semantics): readonly JudgedWith[];
/** A list, lists joined by `++`, or a call that ends in these: `mkIf enabled [ … ]`. */
export declare function isListLike(node: Expression): boolean;
/** The set of a `with` as messages show it. */
export declare function environmentText({ environment }: WithExpression): string;
