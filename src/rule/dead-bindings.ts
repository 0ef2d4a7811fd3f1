import type { Binding, Semantics } from "../semantics/index.ts";

/** A name of a `let … in`. */
export interface LetName {
  readonly binding: Binding;
  /** Row of the `let`. */
  readonly owner: number;
  /** Rows of the bindings and `inherit`s that define it; several for `a.b = 1; a.c = 2;`. */
  readonly entries: readonly number[];
  readonly isDead: boolean;
  /** Whether its own definition reads it. */
  readonly readsItself: boolean;
  /** The dead names whose definitions read it. */
  readonly readers: ReadonlySet<LetName>;
}

interface OpenName extends LetName {
  readonly definitions: Definition[];
  isDead: boolean;
  readsItself: boolean;
  readonly readers: Set<LetName>;
}

/** Rows that are evaluated only for some names of a `let`. */
interface Definition {
  readonly start: number;
  readonly end: number;
  readonly names: OpenName[];
  around: Definition | undefined;
  isLive: boolean;
  /** Names read in it that wait for it to be needed. */
  readonly waiting: OpenName[];
}

/**
 * Every name of every `let … in`, and whether something reads it that is not itself dead: a fixed point, so that names
 * that only feed each other are dead together. Names that begin with `_` count as read, and so do those that `isKept` tells.
 */
export function findLetNames(
  semantics: Semantics,
  isKept: (binding: Binding) => boolean = () => false,
): readonly LetName[] {
  const names = collectNames(semantics);
  if (names.size === 0) return [];
  const definitions = collectDefinitions(semantics, names);
  const needed: OpenName[] = [];

  function need(name: OpenName): void {
    if (!name.isDead) return;
    name.isDead = false;
    needed.push(name);
  }

  // A use counts when everything between it and the `let` is needed itself.
  function read(name: OpenName, within: Definition | undefined): void {
    let definition = within;
    while (definition && definition.start > name.owner && definition.isLive)
      definition = definition.around;
    if (definition && definition.start > name.owner) definition.waiting.push(name);
    else need(name);
  }

  function settle(): void {
    for (let name = needed.pop(); name; name = needed.pop()) {
      for (const definition of name.definitions) {
        if (definition.isLive) continue;
        definition.isLive = true;
        for (const waiting of definition.waiting.splice(0)) read(waiting, definition.around);
      }
    }
  }

  for (const name of names.values())
    if (isMarkedUnused(name.binding) || isKept(name.binding)) need(name);
  settle();
  const { referenceRow, referenceBinding } = semantics.table;
  let next = 0;
  let innermost: Definition | undefined;
  for (let index = 0; index < referenceRow.length; index++) {
    const row = referenceRow[index] ?? 0;
    for (; (definitions[next]?.start ?? Infinity) <= row; next++) {
      const definition = definitions[next];
      if (!definition) break;
      while (innermost && innermost.end <= definition.start) innermost = innermost.around;
      definition.around = innermost;
      innermost = definition;
    }
    while (innermost && innermost.end <= row) innermost = innermost.around;
    const name = names.get(referenceBinding[index] ?? -1);
    if (name) read(name, innermost);
  }
  settle();
  for (const { waiting, names: readers } of definitions) {
    for (const name of waiting) {
      for (const reader of readers) {
        if (reader === name) name.readsItself = true;
        else name.readers.add(reader);
      }
    }
  }
  return [...names.values()];
}

/** A leading `_` says so, but not in a name that operators look up. */
function isMarkedUnused({ name }: Binding): boolean {
  return name.startsWith("_") && !implicitNames.has(name);
}

const implicitNames = new Set(["__sub", "__mul", "__div", "__lessThan", "__findFile", "__nixPath"]);

/** The names of all `let … in` by the number of their binding. */
function collectNames({ bindings, tree, table }: Semantics): Map<number, OpenName> {
  const names = new Map<number, OpenName>();
  for (const binding of bindings) {
    const { id, kind } = binding;
    const owner = table.bindingOwner[id] ?? 0;
    if (kind !== "let" || tree.kindNameOf(owner) !== "let_expression") continue;
    const rows = [table.bindingRow[id] ?? 0, ...(table.laterNames.get(id) ?? [])];
    names.set(id, {
      binding,
      owner,
      entries: rows.map((row) => tree.parentOf(tree.parentOf(row))),
      definitions: [],
      isDead: true,
      readsItself: false,
      readers: new Set(),
    });
  }
  return names;
}

function collectDefinitions(
  { tree, table }: Semantics,
  names: ReadonlyMap<number, OpenName>,
): Definition[] {
  const byRow = new Map<number, Definition>();
  for (const [id, name] of names) {
    for (const entry of name.entries) {
      // A name in `inherit a;` is itself the use; those of `inherit (x) a b;` share `x`.
      const isInherit = tree.kindNameOf(entry) === "inherit";
      const start = isInherit ? (table.bindingRow[id] ?? 0) : entry;
      let definition = byRow.get(start);
      if (!definition) {
        const end = tree.subtreeEndOf(start);
        definition = { start, end, names: [], around: undefined, isLive: false, waiting: [] };
        byRow.set(start, definition);
      }
      definition.names.push(name);
      name.definitions.push(definition);
    }
  }
  return [...byRow.values()].toSorted((a, b) => a.start - b.start || b.end - a.end);
}
