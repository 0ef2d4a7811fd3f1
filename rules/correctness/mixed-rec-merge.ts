import {
  defineRule,
  type AttributeBinding,
  type AttributePiece,
  type Semantics,
  type Span,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "mixed-rec-merge",
  summary: "definitions of one attribute of which only some are `rec`",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: [
    "nixf:merge-diff-rec",
    "nil:merge_plain_rec_attrset",
    "nil:merge_rec_attrset",
    "lix:rec-set-merges",
  ],
  messages: {
    lost: "This `rec` has no effect: the set is merged into the plain `{path}` of line {line}.",
    gained: "This part of `{path}` is merged into the `rec` set of line {line} and sees its names.",
  },
  docs: {
    why: "Nix merges the pieces into the first one, and that one alone decides whether the whole is recursive. A `rec` is dropped without a word, or a plain piece catches names that were meant to come from outside.",
    examples: [
      {
        bad: "{ a = { x = 1; }; a = rec { y = 2; z = 3; }; }\n",
        good: "{ a = { x = 1; }; a = { y = 2; z = 3; }; }\n",
      },
      { bad: "x: { a = rec { x = 1; }; a.y = x; }\n", good: "x: { a = { x = 1; }; a.y = x; }\n" },
    ],
    traps: [
      { good: "{ a = rec { x = 1; }; a = rec { y = x; }; }\n", because: "all pieces are `rec`" },
      {
        good: "{ a = { x = rec { y = 1; z = y; }; }; a.b = 1; }\n",
        because: "the `rec` set stands further in, in one piece",
      },
    ],
  },
  visit: {
    source_code(_node, { semantics, source, report }) {
      for (const { path, first, different } of semantics.attributePieces.mixedRecMerges) {
        const line = source.lineAt(first.nameNode.start);
        const related = [{ at: first.nameNode, message: "The first piece decides." }];
        for (const piece of different) {
          report({
            at: spanOf(piece),
            message: piece.isRecursive ? "lost" : "gained",
            data: { path: path.join("."), line },
            related,
            ...(isWithoutEffect(first, piece, semantics) ? { severity: "info" } : {}),
          });
        }
      }
    },
  },
});

function spanOf({ set, isRecursive, nameNode }: AttributePiece): Span {
  return set && isRecursive ? { start: set.start, end: set.start + "rec".length } : nameNode;
}

/** Whether a piece that became recursive reads no name of the others, and they none of its own. */
function isWithoutEffect(
  first: AttributePiece,
  piece: AttributePiece,
  semantics: Semantics,
): boolean {
  const subtree = piece.set ?? bindingOf(piece)?.expression;
  if (piece.isRecursive || !first.set || !subtree) return false;
  const { start, end } = bindingOf(piece) ?? subtree;
  return (
    semantics.bindingsOf(subtree).every(({ references }) => references.length === 0) &&
    semantics
      .bindingsOf(first.set)
      .every(
        ({ nameNode, references }) =>
          nameNode.start < start || nameNode.start >= end || references.length === 0,
      )
  );
}

function bindingOf({ nameNode }: AttributePiece): AttributeBinding | undefined {
  const binding = nameNode.parent?.parent;
  return binding?.is("binding") ? binding : undefined;
}
