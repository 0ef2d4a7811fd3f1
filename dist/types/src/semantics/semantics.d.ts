import type { AnyAttrset, AnyNode, Attribute, AttributeBinding, Expression, Formal, FunctionExpression, Inherit, InheritFrom, LetExpression, SyntaxTree, WithExpression } from "../syntax/index.ts";
import { type AttributePieces } from "./attribute-pieces.ts";
import { type AttributeTrees } from "./attribute-tree.ts";
import type { Folded } from "./fold-value.ts";
import { type BindingKind, type ScopeTable } from "./scopes.ts";
/** A name that the text binds: in `let`, `rec`, a pattern or as an argument. */
export interface Binding {
    readonly id: number;
    readonly name: string;
    readonly kind: BindingKind;
    /** What spells the name: an identifier, or a constant string. */
    readonly nameNode: Attribute;
    /** What names further definitions that belong to it: the second `a` of `let a.b = 1; a.c = 2;`. */
    readonly laterNameNodes: readonly Attribute[];
    /** The `let`, set or function that brings it. */
    readonly owner: LetExpression | AnyAttrset | FunctionExpression;
    /** The binding, `inherit` or formal; for a plain argument or pattern alias the function itself. */
    readonly definition: AttributeBinding | Inherit | InheritFrom | Formal | FunctionExpression;
    /**
     * What it is bound to, where that is one expression of this file: the value of `x = …` (for a dotted path none), the
     * default of a formal is not it.
     */
    readonly value: Expression | undefined;
    readonly references: readonly Reference[];
}
/** One use of a name. */
export interface Reference {
    readonly name: string;
    /** The variable; the name in a plain `inherit`; the expression whose operator looks the name up (`__sub`). */
    readonly node: AnyNode;
    readonly resolution: Resolution;
}
/** Where a name comes from. */
export type Resolution = {
    readonly kind: "bound";
    readonly binding: Binding;
}
/** Known to every Nix, and bound by nothing here: `map`, `true`, `builtins`. */
 | {
    readonly kind: "global";
}
/** From one of these `with`s, innermost first; which, Nix decides when it runs. */
 | {
    readonly kind: "dynamic";
    readonly withs: readonly WithExpression[];
} | {
    readonly kind: "unbound";
};
/** What the names of one file mean. Everything is worked out when first asked for. */
export interface Semantics {
    readonly tree: SyntaxTree;
    /** Every binding of the file, in source order of the scopes. */
    readonly bindings: readonly Binding[];
    /** Every use of a name, in source order. */
    readonly references: readonly Reference[];
    /** Uses of names that nothing binds: Nix refuses the file. */
    readonly unbound: readonly Reference[];
    /** What a variable, or a name in a plain `inherit`, refers to; `undefined` for nodes that are no reference. */
    resolve(node: AnyNode): Resolution | undefined;
    /** The bindings that a `let`, set or function brings, in source order. */
    bindingsOf(owner: AnyNode): readonly Binding[];
    /** The uses of names below a `with` that may come from it. */
    namesFrom(node: WithExpression): readonly Reference[];
    /**
     * The one name that a function or value is known by, however it is spelled: `lib.mkIf` for `mkIf` after `inherit (lib)
     * mkIf`, under `with lib;`, as `pkgs.lib.mkIf` or `lib.modules.mkIf`; `builtins.map` for `map`. `undefined` when
     * the text does not tell.
     */
    originOf(node: AnyNode): string | undefined;
    /** The value of an expression as far as the text alone decides it. */
    fold(node: Expression): Folded;
    /** Whether a `rec` set is merged with other definitions of the same attribute. */
    isMergedSet(node: AnyAttrset): boolean;
    /** Attributes that are defined in several pieces: those that clash, and those of which only some are `rec`. */
    readonly attributePieces: AttributePieces;
    /** The sets of the file as Nix's parser builds them out of their pieces. */
    readonly attributeTrees: AttributeTrees;
    readonly table: ScopeTable;
}
/** Looks at the names of one parsed file. Cheap until something is asked. */
export declare function createSemantics(tree: SyntaxTree): Semantics;
