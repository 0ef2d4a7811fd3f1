import {
  attributesOf,
  defineRule,
  derivationCalls,
  hasComputedKey,
  isInternalDerivation,
  Type,
  unwrapped,
  type AnyAttrset,
  type Expression,
  type SetAttribute,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "incomplete-meta",
  summary: "a `meta` that lacks what every package should tell",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  parity: ["hammering:license-missing", "hammering:maintainers-missing"],
  options: Type.Object({
    required: Type.Array(Type.String(), {
      default: ["description", "license"],
      description:
        "Attributes that `meta` must have. More to choose from: `homepage`, `maintainers`, `platforms`, `mainProgram`.",
    }),
  }),
  messages: { incomplete: "This `meta` lacks {missing}." },
  docs: {
    why: "A package without `license` passes for free software, whatever `allowUnfree` says; one without `description` cannot be told from its namesakes in a search.",
    examples: [
      {
        bad: '{ stdenv }: stdenv.mkDerivation { pname = "tool"; version = "1"; meta.description = "Sorts things"; }\n',
        good: '{ lib, stdenv }: stdenv.mkDerivation { pname = "tool"; version = "1"; meta.description = "Sorts things"; meta.license = lib.licenses.mit; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv, old }: stdenv.mkDerivation { pname = "tool"; version = "1"; meta = old.meta // { description = "Sorts things"; }; }\n',
        because: "the other part may have the license",
      },
      {
        good: '{ lib, stdenv, old }: stdenv.mkDerivation { pname = "tool"; version = "1"; meta = with lib; { inherit (old.meta) description; license = licenses.mit; }; }\n',
        because: "the description is inherited",
      },
    ],
  },
  visit: {
    source_code(_node, context) {
      const { semantics, hasSyntaxError, options, report } = context;
      if (hasSyntaxError) return;
      for (const call of derivationCalls(semantics)) {
        const pieces = attributesOf(call.attributes).filter(({ name }) => name === "meta");
        const [first] = pieces;
        const known = keysOf(pieces);
        if (!first || !known || !call.isComplete || isInternalDerivation(call, context)) continue;
        const missing = options.required.filter((name) => !known.has(name));
        if (missing.length === 0) continue;
        const data = { missing: missing.map((name) => `\`${name}\``).join(" and ") };
        report({ at: first.nameNode, message: "incomplete", data });
      }
    },
  },
});

/** The keys of `meta`, from all its definitions; `undefined` where there may be more than is seen. */
function keysOf(pieces: readonly SetAttribute[]): ReadonlySet<string> | undefined {
  const keys = new Set<string>();
  for (const { below, value } of pieces) {
    if (below.length > 0) {
      if (below[0] === undefined) return undefined;
      keys.add(below[0]);
      continue;
    }
    const set = value && literalSet(value);
    if (!set || hasComputedKey(set)) return undefined;
    for (const { name } of attributesOf(set)) keys.add(name);
  }
  return keys;
}

function literalSet(value: Expression): AnyAttrset | undefined {
  const node = unwrapped(value);
  switch (node.kind) {
    case "attrset_expression":
    case "rec_attrset_expression":
      return node;
    case "with_expression":
    case "let_expression":
      return literalSet(node.body);
    default:
      return undefined;
  }
}
