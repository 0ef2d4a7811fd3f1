import {
  defineRule,
  holdsComment,
  isSkippedForDeadnix,
  type Edit,
  type FunctionExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unused-pattern-alias",
  summary: "a name for the whole argument set that nothing reads",
  category: "dead-code",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["deadnix:pattern", "nixf:sema-unused-def-lambda-witharg-arg", "nil:unused_binding"],
  messages: { unused: "Nothing reads `{name}`, the name of the whole argument set." },
  docs: {
    why: "`@` tells the reader that the arguments are handed on as a whole, so that any attribute may matter to something further down. Where nothing is handed on, the header is wrong about what the function needs.",
    examples: [
      { bad: "args@{ a, b }: a + b\n", good: "{ a, b }: a + b\n" },
      { bad: "{ a, ... }@args: a\n", good: "{ a, ... }: a\n" },
    ],
    traps: [
      { good: "{ self, ... }@inputs: { inherit inputs; }\n", because: "`inherit` reads it" },
      { good: "{ a, b ? args.a, ... }@args: a + b\n", because: "a default reads it" },
      { good: "{ a, ... }@_args: a\n", because: "the underscore says that it is not read" },
    ],
    fixSafety:
      "The pattern stays: the function takes the same sets, and asks for the same attributes. In files that use `toXML`, which prints the names of arguments, it is a suggestion.",
  },
  visit: {
    source_code(_node, { tree, semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      const isSkipped = isSkippedForDeadnix(tree);
      for (const { kind, name, nameNode, owner, references } of semantics.bindings) {
        if (kind !== "pattern-alias" || references.length > 0 || name.startsWith("_")) continue;
        if (isSkipped(nameNode)) continue;
        const edits = owner.is("function_expression") ? removal(owner) : undefined;
        report({
          at: nameNode,
          message: "unused",
          data: { name },
          fix: edits && {
            title: `Remove \`${name}\``,
            // It prints the names of arguments.
            safety: tree.nameIdFor("toXML") > 0 ? "unsafe" : "safe",
            edits,
          },
        });
      }
    },
  },
});

function removal(node: FunctionExpression): readonly Edit[] | undefined {
  const { universal, formals, tree } = node;
  const at = node.token("@");
  if (!universal || !formals || !at) return undefined;
  const span =
    universal.start < formals.start
      ? { start: universal.start, end: formals.start }
      : { start: formals.end, end: universal.end };
  const spans = holdsComment(tree, span) ? [universal, at] : [span];
  return spans.map(({ start, end }) => ({ span: { start, end }, newText: "" }));
}
