import {
  attributesOf,
  attributeOf,
  defineRule,
  derivationCalls,
  insertAfter,
  isInternalDerivation,
  unwrapped,
  type AnyAttrset,
  type OfferedFix,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "missing-strict-deps",
  summary: "a derivation that does not keep build and host dependencies apart",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["nixpkgs-vet:NPV-164", "nixpkgs-vet:NPV-165", "astlog:mkderivation-missing-strict-deps"],
  messages: {
    missing: "This derivation does not set `strictDeps`.",
    disabled: "`strictDeps = false` lets programs of `buildInputs` run during the build.",
  },
  docs: {
    why: "Without `strictDeps` the programs of `buildInputs` are on the `PATH` of the build. A native build hides that a tool stands in the wrong list; a cross build then finds a program for another platform, and fails.",
    examples: [
      {
        bad: '{ stdenv }: stdenv.mkDerivation { pname = "tool"; version = "1"; }\n',
        good: '{ stdenv }: stdenv.mkDerivation { pname = "tool"; version = "1"; strictDeps = true; }\n',
      },
      {
        bad: '{ stdenv }: stdenv.mkDerivation { pname = "tool"; version = "1"; strictDeps = false; }\n',
        good: '{ stdenv }: stdenv.mkDerivation { pname = "tool"; version = "1"; strictDeps = true; }\n',
      },
    ],
    traps: [
      {
        good: '{ buildGoModule }: buildGoModule { pname = "tool"; version = "1"; }\n',
        because: "`buildGoModule` sets it",
      },
      { good: "{ mkShell }: mkShell { buildInputs = [ ]; }\n", because: "a shell builds nothing" },
    ],
    fixSafety:
      "A build that found a tool through `buildInputs` stops working until the tool is moved to `nativeBuildInputs`.",
  },
  visit: {
    source_code(_node, context) {
      const { semantics, hasSyntaxError, report } = context;
      if (hasSyntaxError) return;
      for (const call of derivationCalls(semantics)) {
        const { builder, attributes, callee } = call;
        if (builder.kind === "shell" || builder.kind === "command") continue;
        const own = attributeOf(attributes, "strictDeps");
        if (own) {
          const value = own.value && unwrapped(own.value);
          if (value?.kind !== "variable_expression" || value.text !== "false") continue;
          if (semantics.resolve(value)?.kind !== "global") continue;
          const edits = [{ span: value, newText: "true" }];
          const fix = { title: "Set `strictDeps` to `true`", edits };
          report({ at: own.definition, message: "disabled", fix });
        } else if (call.isComplete && builder.kind === "plain") {
          if (isInternalDerivation(call, context)) continue;
          report({ at: callee, message: "missing", fix: additionTo(attributes) });
        }
      }
    },
  },
});

function additionTo(attributes: AnyAttrset): OfferedFix | undefined {
  const bindings = attributesOf(attributes).flatMap(({ name, definition }) =>
    definition.kind === "binding" ? [{ name, definition }] : [],
  );
  for (const wanted of ["src", "version", "pname", "name"]) {
    const anchor = bindings.find(({ name }) => name === wanted)?.definition;
    if (anchor)
      return {
        title: "Add `strictDeps = true`",
        edits: [insertAfter(anchor, "strictDeps = true;")],
      };
  }
  return undefined;
}
