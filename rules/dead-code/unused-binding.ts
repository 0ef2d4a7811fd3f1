import {
  defineRule,
  findLetNames,
  isSkippedForDeadnix,
  mergeDeletions,
  removeItem,
  removeLet,
  withSurroundingBlanks,
  type Edit,
  type LetName,
  type SyntaxTree,
} from "../../src/rule/index.ts";

/** Removing a name takes its dead readers along; past this many the next pass does it. */
const REMOVAL_LIMIT = 20;

export default defineRule({
  id: "unused-binding",
  summary: "a name bound in a `let` that nothing reads",
  category: "dead-code",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: [
    "deadnix:let",
    "nixf:sema-unused-def-let",
    "nil:unused_binding",
    "nix-linter:UnusedLetBind",
    "tvix:W003",
  ],
  messages: {
    unread: "Nothing reads `{name}`.",
    recursive: "Nothing but its own definition reads `{name}`.",
    dead: "Only bindings that are unused themselves read `{name}`.",
  },
  docs: {
    why: "The value is never computed, yet readers keep it in mind, and updates, renames and reviews still touch it. Often it is what an edit left behind, or a name that was meant to be used and is missing elsewhere.",
    examples: [
      {
        bad: "let\n  a = 1;\n  b = 2;\nin\na\n",
        good: "let\n  a = 1;\nin\na\n",
      },
      { bad: "let a = b; b = 2; in 3\n", good: "3\n" },
    ],
    traps: [
      {
        good: "let _unfinished = 1; in 2\n",
        because: "a name that begins with `_` says so itself",
      },
      {
        good: "let __sub = a: b: a + b; in 3 - 2\n",
        because: "`-` looks up `__sub`",
      },
      { good: 'let a = 1; in { "${toString a}" = 2; }\n', because: "`a` is read inside a key" },
      { good: "rec { a = 1; b = 2; }\n", because: "attributes of a set are its value" },
    ],
    fixSafety:
      "A binding that nothing reads is never evaluated. What only it reads goes with it, and a `let` that becomes empty goes as a whole. Comments outside of the binding stay; one inside it keeps the fix away.",
  },
  visit: {
    source_code(_node, { tree, semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      const isSkipped = isSkippedForDeadnix(tree);
      const names = findLetNames(semantics, ({ nameNode }) => isSkipped(nameNode));
      const removal = createRemoval(tree, names);
      for (const name of names) {
        if (!name.isDead) continue;
        const { binding, readers, readsItself } = name;
        const edits = removal(name);
        report({
          at: binding.nameNode,
          message: readers.size > 0 ? "dead" : readsItself ? "recursive" : "unread",
          data: { name: binding.name },
          fix: edits && { title: `Remove \`${binding.name}\``, edits },
        });
      }
    },
  },
});

/** Tells the edits that remove a dead name and everything that reads it. */
function createRemoval(
  tree: SyntaxTree,
  names: readonly LetName[],
): (name: LetName) => readonly Edit[] | undefined {
  const ofLet = new Map<number, LetName[]>();
  const ofEntry = new Map<number, LetName[]>();
  // A finding that is silenced must not be fixed along with another one.
  const mayBeSilenced = tree.comments.some(({ text }) => text.includes("nixaudit:"));
  for (const name of names) {
    listAt(ofLet, name.owner).push(name);
    for (const entry of name.entries) listAt(ofEntry, entry).push(name);
  }

  function removalOf(removed: ReadonlySet<LetName>): readonly Edit[] | undefined {
    const edits: (Edit | undefined)[] = [];
    const emptied = new Set<number>();
    for (const { owner, entries, binding } of removed) {
      if (emptied.has(owner)) continue;
      if (listAt(ofLet, owner).every((name) => removed.has(name))) {
        emptied.add(owner);
        const node = tree.nodeAt(owner);
        edits.push(...((node.is("let_expression") && removeLet(node)) || [undefined]));
        continue;
      }
      for (const entry of entries) {
        const isWhole = listAt(ofEntry, entry).every((name) => removed.has(name));
        edits.push(
          isWhole
            ? removeItem(tree.nodeAt(entry))
            : { span: withSurroundingBlanks(tree.source, binding.nameNode), newText: "" },
        );
      }
    }
    const known = edits.flatMap((edit) => edit ?? []);
    return known.length === edits.length ? mergeDeletions(known) : undefined;
  }

  return (name) => {
    // Of what dies as a whole the last name takes the rest along, so that no empty `let` or `inherit` is left.
    const together = [
      listAt(ofLet, name.owner),
      ...name.entries.map((entry) => listAt(ofEntry, entry)),
    ].filter((group) => group.at(-1) === name && group.every(({ isDead }) => isDead));
    for (const group of [...together, [name]]) {
      const removed = withReaders(group);
      if (!removed || (mayBeSilenced && removed.size > 1)) continue;
      const edits = removalOf(removed);
      if (edits) return edits;
    }
    return undefined;
  };
}

function withReaders(names: readonly LetName[]): ReadonlySet<LetName> | undefined {
  const all = new Set(names);
  for (const { readers } of all) {
    for (const reader of readers) all.add(reader);
    if (all.size > names.length + REMOVAL_LIMIT) return undefined;
  }
  return all;
}

function listAt<T>(map: Map<number, T[]>, key: number): T[] {
  let list = map.get(key);
  if (!list) map.set(key, (list = []));
  return list;
}
