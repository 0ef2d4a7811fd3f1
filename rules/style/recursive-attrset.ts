import {
  defineRule,
  derivationCallAround,
  type RecAttrsetExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "recursive-attrset",
  summary: "a `rec` set that refers to itself",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  parity: ["astlog:no-rec-attrset", "aleph:rec-anywhere"],
  messages: { recursive: "Attributes of this set read `{name}` of the same set." },
  docs: {
    why: "What the attributes read is fixed: `set // { a = 2; }` changes `a`, and not what was made of it. A new attribute also captures a name that the others took from outside so far.",
    examples: [
      {
        bad: 'rec { port = 80; url = "http://localhost:${toString port}"; }\n',
        good: 'let\n  port = 80;\nin\n{\n  inherit port;\n  url = "http://localhost:${toString port}";\n}\n',
      },
    ],
    traps: [
      {
        good: "rec { a = 1; b = 2; }\n",
        because: "it refers to nothing of itself: that is `redundant-rec`",
      },
      {
        good: '{ stdenv }: stdenv.mkDerivation rec { pname = "a"; version = "1"; name = pname; }\n',
        because: "for derivations there is `recursive-derivation`",
      },
      {
        good: "final: prev: rec { a = prev.hello; b = a; }\n",
        because: "for overlays there is `recursive-overlay`",
      },
    ],
    whenNotToUse: "Constants and sets of packages that nobody overrides are sound as `rec`.",
  },
  visit: {
    rec_attrset_expression(node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      const read = semantics.bindingsOf(node).find(({ references }) => references.length > 0);
      if (!read || isOverlay(node)) return;
      if (derivationCallAround(node, semantics)?.attributes === node) return;
      report({
        at: { start: node.start, end: node.start + "rec".length },
        message: "recursive",
        data: { name: read.name },
      });
    },
  },
});

/** Whether the set is what a function of two plain arguments gives. */
function isOverlay(node: RecAttrsetExpression): boolean {
  let depth = 0;
  for (const above of node.ancestors()) {
    if (above.is("let_expression", "with_expression", "assert_expression")) {
      if (!above.body.encloses(node)) return false;
    } else if (above.is("function_expression")) {
      if (above.formals) return false;
      depth += 1;
      if (depth === 2) return true;
    } else if (!above.is("parenthesized_expression")) {
      return false;
    }
  }
  return false;
}
