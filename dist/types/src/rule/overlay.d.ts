import type { Binding, Semantics } from "../semantics/index.ts";
import type { AttrsetExpression, Expression, FunctionExpression, RecAttrsetExpression } from "../syntax/index.ts";
/** A function `final: prev: { … }` that extends a package set. */
export interface Overlay {
    /** The outer function, that of `final`. */
    readonly node: FunctionExpression;
    readonly final: Binding;
    readonly previous: Binding;
    /** What the inner function gives. */
    readonly body: Expression;
    /** The literal sets that make up the body: through `let`, `with`, `//`, `optionalAttrs` and `if`. */
    readonly sets: readonly (AttrsetExpression | RecAttrsetExpression)[];
    /**
     * `packages`: an overlay of nixpkgs. `extension`: the same shape for another fixed point (the packages of Python or
     * Haskell, `lib`), or for one that the text does not tell.
     */
    readonly kind: "packages" | "extension";
}
/** The overlays of a file, recognised by how they are used; in source order. */
export declare function overlaysOf(semantics: Semantics): readonly Overlay[];
