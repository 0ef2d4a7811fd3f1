import {
  defineRule,
  derivationCalls,
  holdsComment,
  type DerivationCall,
  type Edit,
  type RecAttrsetExpression,
  type Reference,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "recursive-derivation",
  summary: "a derivation whose attributes read each other through `rec`",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["aleph:rec-in-derivation"],
  messages: {
    recursive:
      "The attributes of this `{builder}` read each other through `rec`: overrides do not reach them.",
  },
  docs: {
    why: "`overrideAttrs` replaces `version`, but what was made from it through `rec`, such as the URL of `src`, keeps the old one: the result is a mixture of two versions.",
    examples: [
      {
        bad: '{ stdenv }: stdenv.mkDerivation rec { pname = "tool"; version = "1"; src = "tool-${version}.tar"; }\n',
        good: '{ stdenv }: stdenv.mkDerivation (finalAttrs: { pname = "tool"; version = "1"; src = "tool-${finalAttrs.version}.tar"; })\n',
      },
    ],
    traps: [
      {
        good: '{ buildRubyGem }: buildRubyGem rec { gemName = "tool"; pname = gemName; version = "1"; }\n',
        because: "this builder takes no function",
      },
      {
        good: '{ stdenv }: stdenv.mkDerivation rec { pname = "tool"; version = "1"; }\n',
        because: "nothing reads the other attributes",
      },
    ],
    fixSafety:
      "An override of an attribute now also changes what is made from it. Names that an `inherit` takes, and text with comments round the braces, keep the fix away.",
    whenNotToUse: "Where nobody overrides the packages, or nixpkgs is older than 22.05.",
    references: ["https://nixos.org/manual/nixpkgs/stable/#mkderivation-recursive-attributes"],
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const call of derivationCalls(semantics)) {
        const { builder, attributes, self } = call;
        if (!builder.takesFunction || self || !attributes.is("rec_attrset_expression")) continue;
        if (semantics.isMergedSet(attributes)) continue;
        const references = semantics
          .bindingsOf(attributes)
          .flatMap((binding) => binding.references);
        if (references.length === 0) continue;
        const edits = rewrite(call, attributes, references, semantics);
        report({
          at: { start: attributes.start, end: attributes.start + "rec".length },
          message: "recursive",
          data: { builder: builder.name },
          fix: edits && { title: "Take `finalAttrs` instead of `rec`", edits },
        });
      }
    },
  },
});

/** The edits to `(finalAttrs: { … })`, where every use of a name can be written that way. */
function rewrite(
  { node, builder, isComplete }: DerivationCall,
  set: RecAttrsetExpression,
  references: readonly Reference[],
  semantics: Semantics,
): readonly Edit[] | undefined {
  const { tree } = set;
  const brace = set.token("{");
  // Language builders keep some of their attributes from `finalAttrs`.
  if (builder.kind !== "plain" || !isComplete || !brace) return undefined;
  if (tree.nameIdFor("finalAttrs") !== 0) return undefined;
  const head = { start: set.start, end: brace.start };
  if (holdsComment(tree, head)) return undefined;
  const isParenthesized = set.parent?.kind === "parenthesized_expression";
  if (node.argument.row !== (isParenthesized ? set.parent.row : set.row)) return undefined;
  const edits: Edit[] = [
    { span: head, newText: isParenthesized ? "finalAttrs: " : "(finalAttrs: " },
  ];
  const inherits = new Set<number>();
  for (const { node: use } of references) {
    if (use.kind === "variable_expression") {
      for (const above of use.ancestors()) {
        // A key must be known before the set is: through `finalAttrs` it would wait for itself.
        if (above.kind === "attrpath" && above.parent?.parent?.parent?.row === set.row)
          return undefined;
        if (above.row === set.row) break;
      }
      edits.push({ span: { start: use.start, end: use.start }, newText: "finalAttrs." });
      continue;
    }
    const inherit = use.parent?.parent;
    if (inherit?.kind !== "inherit") return undefined;
    if (inherits.has(inherit.row)) continue;
    inherits.add(inherit.row);
    const names = inherit.attrs?.attrs ?? [];
    const areAllOwn = names.every((name) => {
      const resolution = semantics.resolve(name);
      return resolution?.kind === "bound" && resolution.binding.owner.row === set.row;
    });
    const [first] = names;
    if (!areAllOwn || !first) return undefined;
    edits.push({ span: { start: first.start, end: first.start }, newText: "(finalAttrs) " });
  }
  if (!isParenthesized) edits.push({ span: { start: set.end, end: set.end }, newText: ")" });
  return edits;
}
