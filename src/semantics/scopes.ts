import { Field, Kind, Word, type SyntaxTree } from "../syntax/index.ts";
import { isGlobalName } from "./builtins.ts";
import { attributeRows, inheritedNameRows } from "./attribute-rows.ts";
import { createNameNumbers } from "./name-numbers.ts";
import { createAttributeTrees, type AttributeTrees } from "./attribute-tree.ts";
import { implicitNamesOf, mayHoldImplicitNames } from "./implicit-names.ts";
import { findMergedSets } from "./merged-sets.ts";

/** How a name came to be bound. */
export type BindingKind =
  /** `let x = …` or legacy `let { x = …; }`. */
  | "let"
  /** An attribute of a `rec` set. */
  | "rec"
  /** `{ x, … }:` */
  | "formal"
  /** `x:` */
  | "argument"
  /** `x@{ … }:` or `{ … }@x:` */
  | "pattern-alias";

/**
 * All names of one file, resolved, as flat arrays: binding b has the name `bindingName[b]`, reference r stands at row
 * `referenceRow[r]`. References are in source order.
 */
export interface ScopeTable {
  readonly bindingName: readonly number[];
  /** Row of the identifier (or string, or interpolation) that names it. */
  readonly bindingRow: readonly number[];
  readonly bindingKind: readonly BindingKind[];
  /** Row of the `let`, set or function that brings it. */
  readonly bindingOwner: readonly number[];
  readonly referenceCount: readonly number[];
  /** Row of the variable expression, or of the name in a plain `inherit`. */
  readonly referenceRow: readonly number[];
  readonly referenceName: readonly number[];
  /** Number of the binding, or one of {@link Unbound}. */
  readonly referenceBinding: readonly number[];
  /** Number of the innermost enclosing `with`, or -1. */
  readonly referenceWith: readonly number[];
  readonly withRow: readonly number[];
  /** Number of the `with` around each `with`, or -1. */
  readonly withOuter: readonly number[];
  /** How many names below each `with` may come from it. */
  readonly withNames: readonly number[];
  /** Rows that name further definitions of a binding: the second `a` of `let a.b = 1; a.c = 2;`. */
  readonly laterNames: ReadonlyMap<number, readonly number[]>;
  /** The text of a name; keys that are strings may have numbers of their own. */
  nameText(nameId: number): string;
  /** Whether a `rec` set is merged with other definitions of its attribute. */
  isMergedSet(row: number): boolean;
}

/** What a reference has instead of a binding's number. */
export const Unbound = { global: -1, dynamic: -2, none: -3 } as const;

const Action = { skip: 0, binder: 1, variable: 2, inherit: 3, implicit: 4 } as const;
const actions = new Uint8Array(4096);
for (const kind of [
  "let_expression",
  "rec_attrset_expression",
  "let_attrset_expression",
  "function_expression",
] as const) {
  actions[Kind[kind]] = Action.binder;
}
actions[Kind.variable_expression] = Action.variable;
actions[Kind.inherit] = Action.inherit;
for (const kind of ["binary_expression", "unary_expression", "spath_expression"] as const) {
  actions[Kind[kind]] = Action.implicit;
}

/**
 * Resolves every name of a file as Nix does (`Expr::bindVars`): lexical names first, then globals, then `with`. The
 * attribute trees are asked for only where the file holds a `rec`.
 */
export function resolveScopes(
  tree: SyntaxTree,
  attributeTrees: () => AttributeTrees = () => createAttributeTrees(tree),
): ScopeTable {
  const { words, rowCount } = tree;
  const bindingName: number[] = [];
  const bindingRow: number[] = [];
  const bindingKind: BindingKind[] = [];
  const bindingOwner: number[] = [];
  const bindingPrevious: number[] = [];
  const referenceCount: number[] = [];
  const referenceRow: number[] = [];
  const referenceName: number[] = [];
  const referenceBinding: number[] = [];
  const referenceWith: number[] = [];
  const withRow: number[] = [];
  const withOuter: number[] = [];
  const withNames: number[] = [];

  const merged = findMergedSets(tree, attributeTrees);
  const hasMerges = merged.mergedInto.size > 0;
  const names = createNameNumbers(tree);
  const laterNames = new Map<number, number[]>();
  const current = new Array<number>(tree.nameSpans.length / 2).fill(-1);
  const globals: number[] = [];
  // Open scopes: the row where each ends, and the first of its bindings (or -1 for a `with`).
  const scopeEnds: number[] = [];
  const scopeBindings: number[] = [];
  let innermostEnd = rowCount + 1;
  let openWith = -1;
  const hasImplicitNames = mayHoldImplicitNames(tree);

  function bind(nameId: number, row: number, kind: BindingKind, owner: number): void {
    const binding = bindingName.length;
    bindingName.push(nameId);
    bindingRow.push(row);
    bindingKind.push(kind);
    bindingOwner.push(owner);
    referenceCount.push(0);
    bindingPrevious.push(current[nameId] ?? -1);
    current[nameId] = binding;
  }

  function open(end: number, firstBinding: number): void {
    scopeEnds.push(end);
    scopeBindings.push(firstBinding);
    innermostEnd = end;
  }

  function closeUntil(row: number): void {
    while (innermostEnd <= row) {
      scopeEnds.pop();
      const first = scopeBindings.pop() ?? -1;
      if (first < 0) {
        openWith = withOuter[openWith] ?? -1;
      } else {
        // Scopes nest, so all bindings from `first` on that are still current belong to this scope.
        const owner = bindingOwner[first];
        for (
          let binding = first;
          bindingOwner[binding] === owner && binding < bindingName.length;
          binding++
        ) {
          const name = bindingName[binding] ?? 0;
          if ((current[name] ?? -1) >= first)
            current[name] = previousOutside(current[name] ?? -1, first);
        }
      }
      innermostEnd = scopeEnds.at(-1) ?? rowCount + 1;
    }
  }

  function previousOutside(binding: number, first: number): number {
    let outer = binding;
    while (outer >= first) outer = bindingPrevious[outer] ?? -1;
    return outer;
  }

  function refer(nameId: number, row: number, skippedOwner: number): void {
    let binding = current[nameId] ?? -1;
    while (binding >= 0 && bindingOwner[binding] === skippedOwner)
      binding = bindingPrevious[binding] ?? -1;
    if (binding >= 0) {
      referenceCount[binding] = (referenceCount[binding] ?? 0) + 1;
    } else if (isGlobal(nameId)) {
      binding = Unbound.global;
    } else if (openWith >= 0) {
      binding = Unbound.dynamic;
      for (let with_ = openWith; with_ >= 0; with_ = withOuter[with_] ?? -1) {
        withNames[with_] = (withNames[with_] ?? 0) + 1;
      }
    } else {
      binding = Unbound.none;
    }
    referenceRow.push(row);
    referenceName.push(nameId);
    referenceBinding.push(binding);
    referenceWith.push(openWith);
  }

  function isGlobal(nameId: number): boolean {
    const known = globals[nameId] ?? 0;
    if (known !== 0) return known === 1;
    const answer = isGlobalName(names.textOf(nameId));
    globals[nameId] = answer ? 1 : -1;
    return answer;
  }

  function bindSet(set: number, owner: number, kind: BindingKind): void {
    const first = bindingName.length;
    for (const row of attributeRows(tree, set)) bindAttribute(row, kind, owner, first);
    for (const row of merged.addedAttributes(set)) bindAttribute(row, kind, owner, first);
  }

  function bindAttribute(row: number, kind: BindingKind, owner: number, first: number): void {
    const nameId = names.numberOf(row);
    if (nameId === undefined) return;
    const known = current[nameId] ?? -1;
    if (known < first) {
      bind(nameId, row, kind, owner);
      return;
    }
    const later = laterNames.get(known);
    if (later) later.push(row);
    else laterNames.set(known, [row]);
  }

  function bindFunction(row: number): void {
    for (const child of tree.childRows(row)) {
      const field = tree.fieldOf(child);
      if (field === Field.universal) {
        const isAlias = tree.fieldRow(row, Field.formals) !== undefined;
        bind(tree.nameIdOf(child), child, isAlias ? "pattern-alias" : "argument", row);
      } else if (field === Field.formals) {
        for (const formal of tree.childRows(child)) {
          const name =
            tree.kindOf(formal) === Kind.formal ? tree.fieldRow(formal, Field.name) : undefined;
          if (name !== undefined) bind(tree.nameIdOf(name), name, "formal", row);
        }
      }
    }
  }

  function enterBinder(row: number, kind: number): void {
    const first = bindingName.length;
    if (kind === Kind.function_expression) bindFunction(row);
    else if (kind !== Kind.rec_attrset_expression) bindSet(row, row, "let");
    else if (merged.isRecursive(row)) bindSet(row, row, "rec");
    if (bindingName.length > first) open(tree.subtreeEndOf(row), first);
  }

  function enterMerged(row: number): void {
    for (const set of merged.mergedInto.get(row) ?? []) {
      const first = bindingName.length;
      bindSet(set, row, "rec");
      if (bindingName.length > first) open(tree.subtreeEndOf(row), first);
    }
  }

  function referInherited(row: number): void {
    const owner = tree.parentOf(tree.parentOf(row));
    for (const name of inheritedNameRows(tree, row)) {
      const nameId = names.numberOf(name);
      if (nameId !== undefined) refer(nameId, name, owner);
    }
  }

  function referImplicitly(row: number, kind: number): void {
    for (const name of implicitNamesOf(tree, row, kind)) {
      const nameId = tree.nameIdFor(name);
      if (nameId !== 0) refer(nameId, row, -1);
    }
  }

  for (let row = 0; row < rowCount; row++) {
    if (innermostEnd <= row) closeUntil(row);
    if (hasMerges) enterMerged(row);
    const kindAndFlags = words[row * Word.count] ?? 0;
    const kind = kindAndFlags & 0xfff;
    if (
      ((kindAndFlags >>> 12) & 0xff) === Field.body &&
      tree.kindOf(tree.parentOf(row)) === Kind.with_expression
    ) {
      withRow.push(tree.parentOf(row));
      withOuter.push(openWith);
      withNames.push(0);
      openWith = withRow.length - 1;
      open(tree.subtreeEndOf(row), -1);
    }
    switch (actions[kind]) {
      case Action.binder:
        enterBinder(row, kind);
        break;
      case Action.variable:
        refer(words[(row + 1) * Word.count + Word.name] ?? 0, row, -1);
        break;
      case Action.inherit:
        referInherited(row);
        break;
      case Action.implicit:
        if (hasImplicitNames) referImplicitly(row, kind);
        break;
      default:
    }
  }
  return {
    bindingName,
    bindingRow,
    bindingKind,
    bindingOwner,
    referenceCount,
    referenceRow,
    referenceName,
    referenceBinding,
    referenceWith,
    withRow,
    withOuter,
    withNames,
    laterNames,
    nameText: names.textOf,
    isMergedSet: merged.isMerged,
  };
}
