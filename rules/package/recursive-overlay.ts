import {
  bindingAround,
  defineRule,
  holdsComment,
  overlaysOf,
  type Edit,
  type Overlay,
  type RecAttrsetExpression,
  type Reference,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "recursive-overlay",
  summary: "an overlay whose members read each other through `rec`",
  category: "package",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: {
    recursive: "Members of this overlay read `{name}` through `rec`, past every later overlay.",
  },
  docs: {
    why: "A name that `rec` brings stays what this set makes of it. An overlay that comes later and changes the member does not reach the siblings that use it, so that two versions of one package end up in the system.",
    examples: [
      {
        bad: "{ overlays = [ (final: prev: rec { a = 1; b = a; }) ]; }\n",
        good: "{ overlays = [ (final: prev: { a = 1; b = final.a; }) ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ overlays = [ (final: prev: { a = rec { x = 1; y = x; }; }) ]; }\n",
        because: "the inner set is no package set",
      },
      {
        good: "{ overlays = [ (final: prev: rec { a = 1; b = final.a; }) ]; }\n",
        because: "no member reads another one; that `rec` is redundant-rec",
      },
    ],
    fixSafety:
      "The siblings then get what later overlays make of the member. Not offered where an `inherit` or a computed key takes it, nor where the name of the first argument is unused (`_`) or means something else there.",
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const overlay of overlaysOf(semantics)) {
        for (const set of overlay.sets) {
          if (!set.is("rec_attrset_expression") || semantics.isMergedSet(set)) continue;
          const references = semantics.bindingsOf(set).flatMap((binding) => binding.references);
          const [first] = references;
          if (!first) continue;
          const edits = rewrite(overlay, set, references, semantics);
          report({
            at: { start: set.start, end: set.start + "rec".length },
            message: "recursive",
            data: { name: first.name },
            fix: edits && { title: `Read siblings through \`${overlay.final.name}\``, edits },
          });
        }
      }
    },
  },
});

function rewrite(
  { final }: Overlay,
  set: RecAttrsetExpression,
  references: readonly Reference[],
  semantics: Semantics,
): readonly Edit[] | undefined {
  const brace = set.token("{");
  if (!brace || final.name.startsWith("_")) return undefined;
  const head = { start: set.start, end: brace.start };
  if (holdsComment(set.tree, head)) return undefined;
  const edits: Edit[] = [{ span: head, newText: "" }];
  for (const { node } of references) {
    if (node.kind !== "variable_expression") return undefined;
    if (bindingAround(final.name, node, semantics) !== final) return undefined;
    for (const above of node.ancestors()) {
      if (above.kind === "attrpath" && above.parent?.kind === "binding") return undefined;
      if (above.row === set.row) break;
    }
    edits.push({ span: { start: node.start, end: node.start }, newText: `${final.name}.` });
  }
  return edits;
}
