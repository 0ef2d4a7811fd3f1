import type { AnyNode, Attribute, Expression, SyntaxTree } from "../syntax/index.ts";
import type { BindingKind, ScopeTable } from "./scopes.ts";
import type { Binding, Reference, Resolution } from "./semantics.ts";
/** What the views below look at. */
export interface ViewSource {
    readonly tree: SyntaxTree;
    readonly scopes: () => ScopeTable;
    readonly referencesByBinding: () => ReadonlyMap<number, readonly Reference[]>;
    readonly makeResolution: (index: number) => Resolution;
}
/** Classes, since there is one for every name of every file. */
export declare class BindingView implements Binding {
    #private;
    readonly id: number;
    constructor(source: ViewSource, id: number);
    get name(): string;
    get kind(): BindingKind;
    get nameNode(): Attribute;
    get laterNameNodes(): readonly Attribute[];
    get owner(): Binding["owner"];
    get definition(): Binding["definition"];
    get value(): Expression | undefined;
    get references(): readonly Reference[];
}
export declare class ReferenceView implements Reference {
    #private;
    constructor(source: ViewSource, index: number);
    get name(): string;
    get node(): AnyNode;
    get resolution(): Resolution;
}
