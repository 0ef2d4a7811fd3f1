import {
  attributesOf,
  defineRule,
  derivationCalls,
  originOfKnownMember,
  unwrapped,
  type Expression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "ambiguous-gpl-license",
  summary: "a GNU license that does not say whether later versions are meant",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["hammering:unclear-gpl", "astlog:no-ambiguous-gpl-license"],
  messages: {
    ambiguous: "`{license}` does not say whether later versions of the license hold as well.",
  },
  docs: {
    why: "GNU licenses come in two kinds: this version alone, or this and any later one. They are compatible with different licenses, and the SPDX names without a suffix are deprecated.",
    examples: [
      {
        bad: '{ lib, stdenv }: stdenv.mkDerivation { pname = "tool"; meta.license = lib.licenses.gpl3; }\n',
        good: '{ lib, stdenv }: stdenv.mkDerivation { pname = "tool"; meta.license = lib.licenses.gpl3Plus; }\n',
      },
    ],
    traps: [
      {
        good: '{ lib, stdenv }: stdenv.mkDerivation { pname = "tool"; meta.license = lib.licenses.gpl2Only; }\n',
        because: "it says so",
      },
      {
        good: "{ lib }: { allowed = [ lib.licenses.gpl3 ]; }\n",
        because: "this is not what a package is under",
      },
    ],
  },
  mentions: ["gpl", "fdl"],
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const { attributes } of derivationCalls(semantics)) {
        for (const license of licensesOf(attributesOf(attributes))) {
          for (const node of parts(license)) {
            const origin = originOfKnownMember(node, semantics) ?? "";
            const name = /(?:^|\.)lib\.licenses\.((?:l?gpl[23]|lgpl21|agpl3|fdl1[123]))$/.exec(
              origin,
            )?.[1];
            if (name !== undefined)
              report({ at: node, message: "ambiguous", data: { license: name } });
          }
        }
      }
    },
  },
});

/** The values of `meta.license`, however it is written. */
function licensesOf(attributes: ReturnType<typeof attributesOf>): readonly Expression[] {
  return attributes.flatMap(({ name, below, value }) => {
    if (name !== "meta" || !value) return [];
    if (below.length === 1 && below[0] === "license") return [value];
    let meta = unwrapped(value);
    while (meta.kind === "with_expression" || meta.kind === "let_expression")
      meta = unwrapped(meta.body);
    if (below.length > 0 || !meta.is("attrset_expression", "rec_attrset_expression")) return [];
    return attributesOf(meta).flatMap((inner) =>
      inner.name === "license" && inner.below.length === 0 && inner.value ? [inner.value] : [],
    );
  });
}

/** The single licenses of a value: itself, or the elements of a list. */
function parts(value: Expression): readonly Expression[] {
  const node = unwrapped(value);
  if (node.kind === "with_expression") return parts(node.body);
  return node.kind === "list_expression" ? node.elements.flatMap(parts) : [node];
}
