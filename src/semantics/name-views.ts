import type { AnyNode, Attribute, Expression, SyntaxTree } from "../syntax/index.ts";
import type { BindingKind, ScopeTable } from "./scopes.ts";
import type { Binding, Reference, Resolution } from "./semantics.ts";

/** What the views below look at. */
export interface ViewSource {
  readonly tree: SyntaxTree;
  readonly scopes: () => ScopeTable;
  readonly referencesOf: (id: number) => readonly Reference[];
  readonly makeResolution: (index: number) => Resolution;
}

const noReferences: readonly Reference[] = [];

/** Classes, since there is one for every name of every file. */
export class BindingView implements Binding {
  readonly id: number;
  readonly #source: ViewSource;
  #definition: Binding["definition"] | undefined;
  #references: readonly Reference[] | undefined;

  constructor(source: ViewSource, id: number) {
    this.#source = source;
    this.id = id;
  }

  get #row(): number {
    return this.#source.scopes().bindingRow[this.id] ?? 0;
  }

  get name(): string {
    const { nameText, bindingName } = this.#source.scopes();
    return nameText(bindingName[this.id] ?? 0);
  }

  get kind(): BindingKind {
    return this.#source.scopes().bindingKind[this.id] ?? "let";
  }

  get nameNode(): Attribute {
    return this.#source.tree.nodeAt(this.#row) as Attribute;
  }

  get laterNameNodes(): readonly Attribute[] {
    const { tree, scopes } = this.#source;
    return (scopes().laterNames.get(this.id) ?? []).map((later) => tree.nodeAt(later) as Attribute);
  }

  get owner(): Binding["owner"] {
    const { tree, scopes } = this.#source;
    return tree.nodeAt(scopes().bindingOwner[this.id] ?? 0) as Binding["owner"];
  }

  get definition(): Binding["definition"] {
    return (this.#definition ??= definitionAbove(this.#source.tree.nodeAt(this.#row)));
  }

  get value(): Expression | undefined {
    const { definition: node } = this;
    return node.is("binding") && node.attrpath.attrs.length === 1 ? node.expression : undefined;
  }

  get references(): readonly Reference[] {
    const { scopes, referencesOf } = this.#source;
    if (scopes().referenceCount[this.id] === 0) return noReferences;
    return (this.#references ??= referencesOf(this.id));
  }
}

export class ReferenceView implements Reference {
  readonly #source: ViewSource;
  readonly #index: number;
  #resolution: Resolution | undefined;

  constructor(source: ViewSource, index: number) {
    this.#source = source;
    this.#index = index;
  }

  get name(): string {
    const { nameText, referenceName } = this.#source.scopes();
    return nameText(referenceName[this.#index] ?? 0);
  }

  get node(): AnyNode {
    const { tree, scopes } = this.#source;
    return tree.nodeAt(scopes().referenceRow[this.#index] ?? 0);
  }

  get resolution(): Resolution {
    return (this.#resolution ??= this.#source.makeResolution(this.#index));
  }
}

function definitionAbove(node: AnyNode): Binding["definition"] {
  for (const above of node.ancestors()) {
    if (above.is("binding", "inherit", "inherit_from", "formal", "function_expression"))
      return above;
  }
  throw new Error(`the name at byte ${node.start} has no definition`);
}
