import { attributeOf, defineRule, derivationCalls, packageInputs } from "../../src/rule/index.ts";

/** What `stdenv` puts on the `PATH` of every build. Source: nixpkgs `pkgs/stdenv/generic/common-path.nix`. */
const standardTools = new Set(
  "coreutils findutils diffutils gnused gnugrep gawk gnutar gzip bzip2 gnumake bash patch xz file".split(
    " ",
  ),
);

/** In `buildInputs` these are libraries, or what the shebangs of the result are patched to. */
const usefulInBuildInputs = new Set(["bzip2", "xz", "file", "bash"]);

export default defineRule({
  id: "redundant-stdenv-package",
  summary: "a package in the inputs that `stdenv` brings anyway",
  category: "package",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  parity: ["nixpkgs-lint:RedundantPackageFromStdenv"],
  messages: { redundant: "`{tool}` is part of `stdenv`: every build finds it." },
  docs: {
    why: "The input changes nothing, and a reader looks for the reason why it is there.",
    examples: [
      {
        bad: '{ stdenv, coreutils, jq }: stdenv.mkDerivation { pname = "tool"; nativeBuildInputs = [ coreutils jq ]; }\n',
        good: '{ stdenv, jq }: stdenv.mkDerivation { pname = "tool"; nativeBuildInputs = [ jq ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv, xz }: stdenv.mkDerivation { pname = "tool"; buildInputs = [ xz ]; }\n',
        because: "in `buildInputs` it is the library `liblzma`",
      },
      {
        good: "{ mkShell, gnused }: mkShell { nativeBuildInputs = [ gnused ]; }\n",
        because: "on macOS the shell of a user has another `sed`",
      },
      {
        good: '{ stdenv, bash }: stdenv.mkDerivation { pname = "tool"; strictDeps = true; buildInputs = [ bash ]; }\n',
        because: "the scripts of the package are patched to use it",
      },
    ],
    whenNotToUse:
      "A package for cross builds lists in `buildInputs` the interpreters that its own scripts run with.",
  },
  mentions: ["nputs"],
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const { builder, attributes } of derivationCalls(semantics)) {
        if (builder.kind === "shell" || builder.kind === "command") continue;
        const isStrict = builder.setsStrictDeps || attributeOf(attributes, "strictDeps");
        for (const list of ["nativeBuildInputs", "buildInputs"]) {
          if (list === "buildInputs" && isStrict) continue;
          for (const { name, node } of packageInputs(attributes, [list], semantics).inputs) {
            if (name === undefined || !standardTools.has(name)) continue;
            if (list === "buildInputs" && usefulInBuildInputs.has(name)) continue;
            report({ at: node, message: "redundant", data: { tool: name } });
          }
        }
      }
    },
  },
});
