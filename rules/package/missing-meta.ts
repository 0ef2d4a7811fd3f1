import {
  attributeOf,
  defineRule,
  derivationCalls,
  isInternalDerivation,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "missing-meta",
  summary: "a package without `meta`",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["aleph:missing-meta"],
  messages: { missing: "This `{builder}` call has no `meta`." },
  docs: {
    why: "Without `meta` nobody learns what the package is, its license is not checked against `allowUnfree`, and `lib.getExe` and `nix run` have to guess which program is the main one.",
    examples: [
      {
        bad: '{ stdenv }: stdenv.mkDerivation { pname = "tool"; version = "1"; src = ./.; }\n',
        good: '{ lib, stdenv }: stdenv.mkDerivation { pname = "tool"; version = "1"; src = ./.; meta = { license = lib.licenses.mit; mainProgram = "tool"; }; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv, common }: stdenv.mkDerivation ({ pname = "tool"; version = "1"; } // common)\n',
        because: "what is merged in may bring `meta`",
      },
      {
        good: '{ stdenv, old }: stdenv.mkDerivation { pname = "tool"; version = "1"; inherit (old) meta; }\n',
        because: "`meta` is inherited",
      },
      {
        good: '{ runCommand }: runCommand "listing" { } "ls > $out"\n',
        because: "a command is no package",
      },
    ],
  },
  visit: {
    source_code(_node, context) {
      const { semantics, hasSyntaxError, report } = context;
      if (hasSyntaxError) return;
      for (const call of derivationCalls(semantics)) {
        const { builder, callee, attributes } = call;
        if (!call.isComplete || attributeOf(attributes, "meta")) continue;
        if (isInternalDerivation(call, context)) continue;
        report({ at: callee, message: "missing", data: { builder: builder.name } });
      }
    },
  },
});
