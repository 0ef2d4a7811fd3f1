import type {
  AnyAttrset,
  AnyNode,
  Attribute,
  AttributeBinding,
  Expression,
  Formal,
  FunctionExpression,
  Inherit,
  InheritFrom,
  LetExpression,
  SyntaxTree,
  WithExpression,
} from "../syntax/index.ts";
import { describeAttributePieces, type AttributePieces } from "./attribute-pieces.ts";
import { createAttributeTrees, type AttributeTrees } from "./attribute-tree.ts";
import { createFolder } from "./fold.ts";
import type { Folded } from "./fold-value.ts";
import { BindingView, ReferenceView, type ViewSource } from "./name-views.ts";
import { createOrigins } from "./origins.ts";
import { resolveScopes, Unbound, type BindingKind, type ScopeTable } from "./scopes.ts";

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
export type Resolution =
  | { readonly kind: "bound"; readonly binding: Binding }
  /** Known to every Nix, and bound by nothing here: `map`, `true`, `builtins`. */
  | { readonly kind: "global" }
  /** From one of these `with`s, innermost first; which, Nix decides when it runs. */
  | { readonly kind: "dynamic"; readonly withs: readonly WithExpression[] }
  | { readonly kind: "unbound" };

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
  /** The reference of a number in the table: to look at a few without making views of all. */
  referenceAt(index: number): Reference;
}

/** Looks at the names of one parsed file. Cheap until something is asked. */
export function createSemantics(tree: SyntaxTree): Semantics {
  let table: ScopeTable | undefined;
  let bindings: readonly Binding[] | undefined;
  let references: readonly Reference[] | undefined;
  const knownBindings: Binding[] = [];
  const knownReferences: Reference[] = [];
  let unbound: readonly Reference[] | undefined;
  let pieces: AttributePieces | undefined;
  let trees: AttributeTrees | undefined;
  let byOwner: Map<number, Binding[]> | undefined;
  let byBinding: ReferenceIndex | undefined;

  const attributeTrees = (): AttributeTrees => (trees ??= createAttributeTrees(tree));
  const scopes = (): ScopeTable => (table ??= resolveScopes(tree, attributeTrees));

  const bindingAt = (id: number): Binding => (knownBindings[id] ??= makeBinding(id));
  const referenceAt = (index: number): Reference =>
    (knownReferences[index] ??= makeReference(index));

  const makeBinding = (id: number): Binding => new BindingView(source, id);
  const makeReference = (index: number): Reference => new ReferenceView(source, index);

  function makeResolution(index: number): Resolution {
    const { referenceBinding, referenceWith, withRow, withOuter } = scopes();
    const id = referenceBinding[index] ?? Unbound.none;
    if (id === Unbound.global) return { kind: "global" };
    if (id === Unbound.none) return { kind: "unbound" };
    if (id !== Unbound.dynamic) return { kind: "bound", binding: bindingAt(id) };
    const withs: WithExpression[] = [];
    for (let at = referenceWith[index] ?? -1; at >= 0; at = withOuter[at] ?? -1) {
      withs.push(tree.nodeAt(withRow[at] ?? 0) as WithExpression);
    }
    return { kind: "dynamic", withs };
  }

  function referencesOf(id: number): readonly Reference[] {
    const { starts, indices } = (byBinding ??= indexReferences(scopes()));
    const found: Reference[] = [];
    const end = starts[id + 1] ?? 0;
    for (let at = starts[id] ?? 0; at < end; at++) found.push(referenceAt(indices[at] ?? 0));
    return found;
  }

  /** The first reference at this row or behind it. */
  function firstReferenceFrom(row: number): number {
    const rows = scopes().referenceRow;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const source: ViewSource = { tree, scopes, referencesOf, makeResolution };
  const semantics: Semantics = {
    tree,
    get table() {
      return scopes();
    },
    get bindings() {
      return (bindings ??= scopes().bindingName.map((_, id) => bindingAt(id)));
    },
    get references() {
      return (references ??= scopes().referenceRow.map((_, index) => referenceAt(index)));
    },
    get unbound() {
      return (unbound ??= scopes().referenceBinding.flatMap((id, index) =>
        id === Unbound.none ? [referenceAt(index)] : [],
      ));
    },
    resolve(node) {
      const index = firstReferenceFrom(node.row);
      return scopes().referenceRow[index] === node.row ? referenceAt(index).resolution : undefined;
    },
    bindingsOf(owner) {
      if (!byOwner) {
        byOwner = new Map();
        for (const binding of semantics.bindings) {
          getOrAdd(byOwner, scopes().bindingOwner[binding.id] ?? 0).push(binding);
        }
      }
      return byOwner.get(owner.row) ?? [];
    },
    namesFrom(node) {
      const { body } = node;
      const { referenceBinding } = scopes();
      const found: Reference[] = [];
      const end = firstReferenceFrom(tree.subtreeEndOf(body.row));
      for (let index = firstReferenceFrom(body.row); index < end; index++) {
        if (referenceBinding[index] === Unbound.dynamic) found.push(referenceAt(index));
      }
      return found;
    },
    referenceAt,
    originOf: (node) => origins(node),
    fold: (node) => folder(node),
    isMergedSet: (node) => scopes().isMergedSet(node.row),
    get attributePieces() {
      return (pieces ??= describeAttributePieces(tree, attributeTrees()));
    },
    get attributeTrees() {
      return attributeTrees();
    },
  };
  const origins = createOrigins(semantics);
  const folder = createFolder(semantics);
  return semantics;
}

/** The references of binding b are `indices[starts[b] … starts[b + 1])`, in source order. */
interface ReferenceIndex {
  readonly starts: Uint32Array;
  readonly indices: Uint32Array;
}

function indexReferences({ referenceBinding, referenceCount }: ScopeTable): ReferenceIndex {
  const starts = new Uint32Array(referenceCount.length + 1);
  for (let id = 0; id < referenceCount.length; id++)
    starts[id + 1] = (starts[id] ?? 0) + (referenceCount[id] ?? 0);
  const next = starts.slice();
  const indices = new Uint32Array(starts.at(-1) ?? 0);
  for (let index = 0; index < referenceBinding.length; index++) {
    const id = referenceBinding[index] ?? -1;
    if (id < 0) continue;
    const at = next[id] ?? 0;
    indices[at] = index;
    next[id] = at + 1;
  }
  return { starts, indices };
}

function getOrAdd<T>(map: Map<number, T[]>, key: number): T[] {
  let list = map.get(key);
  if (!list) map.set(key, (list = []));
  return list;
}
