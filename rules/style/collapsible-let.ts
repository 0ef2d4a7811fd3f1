import {
  defineRule,
  holdsComment,
  type LetExpression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "collapsible-let",
  summary: "a `let` directly inside of another one",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["statix:collapsible_let_in", "nix-linter:SequentialLet"],
  messages: { nested: "This `let` is all that the `let` around it holds." },
  docs: {
    why: "The bindings of one `let` may refer to each other in any order: a second one suggests that the order, or a hidden name, matters here.",
    examples: [
      {
        bad: "let\n  a = 1;\nin\nlet\n  b = a + 1;\nin\na + b\n",
        good: "let\n  a = 1;\n  b = a + 1;\nin\na + b\n",
      },
    ],
    traps: [
      {
        good: "h: let g = h; in let h = 2; in g + h\n",
        because: "`g` means the outer `h`, and would mean the inner one",
      },
      { good: "let a = 1; in let b = a; a = 2; in b\n", because: "one name has two values" },
      { good: "let a = 1; in { b = let c = a; in c; }\n", because: "a set stands between them" },
    ],
    fixSafety:
      "Reported only where no name of the inner `let` is used or bound in the outer one, so that every name keeps its meaning. Unsafe all the same, as each binding is moved into a scope where later edits see more names. Withheld where a comment stands between the two.",
  },
  visit: {
    let_expression(node, { tree, semantics, hasSyntaxError, report }) {
      if (hasSyntaxError || !bodyLet(node) || isDirectlyNested(node)) return;
      const names = new Set(semantics.bindingsOf(node).map(({ name }) => name));
      let outer = node;
      let used: ReadonlyMap<string, number> | undefined;
      for (let inner = bodyLet(outer); inner; inner = bodyLet(outer)) {
        used ??= firstUses(node, semantics);
        const { row } = inner;
        const own = semantics.bindingsOf(inner).map(({ name }) => name);
        const isApart = own.every((name) => !names.has(name) && (used?.get(name) ?? row) >= row);
        const seam = { start: outer.bindingSet?.end ?? 0, end: inner.start + "let".length };
        const hasBindings = outer.bindingSet !== undefined && inner.bindingSet !== undefined;
        if (isApart && hasBindings)
          report({
            at: { start: inner.start, end: seam.end },
            message: "nested",
            fix: holdsComment(tree, seam)
              ? undefined
              : { title: "Join the two `let`s", edits: [{ span: seam, newText: "" }] },
          });
        for (const name of own) names.add(name);
        outer = inner;
      }
    },
  },
});

function bodyLet({ body }: LetExpression): LetExpression | undefined {
  return body.is("let_expression") ? body : undefined;
}

function isDirectlyNested({ parent, row }: LetExpression): boolean {
  return parent?.is("let_expression") === true && parent.body.row === row;
}

/** Row of the first use of each name below a `let` that is not bound somewhere inside of one of its values. */
function firstUses(node: LetExpression, semantics: Semantics): ReadonlyMap<string, number> {
  const { referenceRow, bindingOwner } = semantics.table;
  const uses = new Map<string, number>();
  const end = node.tree.subtreeEndOf(node.row);
  for (let at = lowerBound(referenceRow, node.row); (referenceRow[at] ?? end) < end; at++) {
    const reference = semantics.referenceAt(at);
    if (uses.has(reference.name)) continue;
    const { resolution } = reference;
    const owner = resolution.kind === "bound" ? (bindingOwner[resolution.binding.id] ?? 0) : 0;
    if (owner <= node.row) uses.set(reference.name, referenceRow[at] ?? end);
  }
  return uses;
}

function lowerBound(rows: readonly number[], row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
