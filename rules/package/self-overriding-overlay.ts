import {
  attributesOf,
  bindingAround,
  constantKey,
  defineRule,
  overlaysOf,
  unwrapped,
  type AnyNode,
  type Edit,
  type Expression,
  type OfferedFix,
  type Overlay,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "self-overriding-overlay",
  summary: "an overlay member that is made from itself",
  category: "package",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  messages: { recursive: "`{name}` is made from `{final}.{name}`, which is itself." },
  docs: {
    why: "The first argument of an overlay is the finished package set, with this very overlay in it: to evaluate the member, Nix has to evaluate the member, and gives up with an infinite recursion.",
    examples: [
      {
        bad: "{ overlays = [ (final: prev: { tool = final.tool.override { withGui = false; }; }) ]; }\n",
        good: "{ overlays = [ (final: prev: { tool = prev.tool.override { withGui = false; }; }) ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ overlays = [ (final: prev: { tool = prev.tool.overrideAttrs (old: { passthru.tests = final.tool; }); }) ]; }\n",
        because: "a set holds it, and it is not needed to make the member",
      },
      {
        good: "{ overlays = [ (final: prev: { toolMinimal = final.tool.override { withGui = false; }; }) ]; }\n",
        because: "this is another member",
      },
    ],
    fixSafety:
      "The old text can only fail, so that the fix is safe in an overlay of nixpkgs; for other fixed points it is not taken for granted. Not offered where the second argument is unused by its name (`_`), or its name means something else there.",
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const overlay of overlaysOf(semantics)) {
        const final = overlay.final.name;
        for (const set of overlay.sets) {
          for (const { name, below, definition, nameNode, value } of attributesOf(set)) {
            if (definition.kind === "inherit_from") {
              if (!isFinal(definition.expression, overlay, semantics)) continue;
              const isAlone = definition.attrs?.attrs.length === 1;
              const fix = isAlone
                ? useOfPrevious(definition.expression, overlay, semantics)
                : undefined;
              report({ at: nameNode, message: "recursive", data: { name, final }, fix });
            } else if (value && below.length === 0) {
              for (const use of usesAtOnce(value, name, overlay, semantics)) {
                const at = use.kind === "variable_expression" ? use : headOf(use);
                const fix = useOfPrevious(use, overlay, semantics);
                report({ at, message: "recursive", data: { name, final }, fix });
              }
            }
          }
        }
      }
    },
  },
});

function isFinal(node: Expression, { final }: Overlay, semantics: Semantics): boolean {
  const inner = unwrapped(node);
  if (inner.kind !== "variable_expression") return false;
  const resolution = semantics.resolve(inner);
  return resolution?.kind === "bound" && resolution.binding === final;
}

/** The places where a value takes `final.name` before it is anything itself. */
function usesAtOnce(
  value: Expression,
  name: string,
  overlay: Overlay,
  semantics: Semantics,
): readonly Expression[] {
  const uses: Expression[] = [];
  visit(value, 0);
  return uses;

  function visit(node: Expression, depth: number): void {
    switch (node.kind) {
      case "parenthesized_expression":
        return visit(node.expression, depth);
      case "apply_expression":
        return visit(node.function, depth);
      case "let_expression":
      case "with_expression":
      case "assert_expression":
        return visit(node.body, depth);
      case "if_expression":
        visit(node.consequence, depth);
        return visit(node.alternative, depth);
      case "binary_expression":
        if (node.operator !== "//") return;
        visit(node.left, depth);
        return visit(node.right, depth);
      case "select_expression": {
        const [key] = node.attrpath.attrs;
        if (!isFinal(node.expression, overlay, semantics)) return visit(node.expression, depth);
        if (key && constantKey(node.tree, key.row) === name) uses.push(node);
        return;
      }
      case "variable_expression": {
        const resolution = semantics.resolve(node);
        if (resolution?.kind !== "bound" || depth > 5) return;
        const { binding } = resolution;
        // Only what is bound inside the overlay can be made from its argument.
        if (binding.kind === "let" && binding.value && overlay.node.encloses(binding.value))
          visit(binding.value, depth + 1);
        return;
      }
      default:
    }
  }
}

/** `final.name`, without what is selected from it. */
function headOf(use: Expression): { readonly start: number; readonly end: number } {
  const [key] = use.is("select_expression") ? use.attrpath.attrs : [];
  return { start: use.start, end: key?.end ?? use.end };
}

function useOfPrevious(
  use: Expression,
  { previous, kind }: Overlay,
  semantics: Semantics,
): OfferedFix | undefined {
  const target: AnyNode = unwrapped(use.is("select_expression") ? use.expression : use);
  if (previous.name.startsWith("_")) return undefined;
  if (bindingAround(previous.name, target, semantics) !== previous) return undefined;
  const edit: Edit = { span: target, newText: previous.name };
  // What is no overlay of nixpkgs for sure may be applied to sets that are no fixed point.
  const safety = kind === "packages" ? "safe" : "unsafe";
  return { title: `Take it from \`${previous.name}\``, edits: [edit], safety };
}
