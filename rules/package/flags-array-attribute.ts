import {
  attributeOf,
  attributesOf,
  defineRule,
  derivationCalls,
  unwrapped,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "flags-array-attribute",
  summary: "a shell array of flags that is set as an attribute",
  category: "package",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["hammering:no-flags-array", "astlog:extend-makeflagsarray"],
  messages: {
    array:
      "`{name}` is an array of the build shell: as an attribute it arrives as one single flag.",
  },
  docs: {
    why: "An attribute becomes an environment variable, a single string. The build takes the array with all flags in one element: make sees one odd flag instead of several.",
    examples: [
      {
        bad: '{ stdenv }: stdenv.mkDerivation { name = "tool"; makeFlagsArray = [ "A=1" "B=2" ]; }\n',
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; makeFlags = [ "A=1" "B=2" ]; }\n',
      },
    ],
    traps: [
      {
        good: "{ stdenv }: stdenv.mkDerivation { name = \"tool\"; preBuild = ''makeFlagsArray+=(CFLAGS=\"-O2 -g\")''; }\n",
        because: "in the build shell it is an array",
      },
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; __structuredAttrs = true; makeFlagsArray = [ "A=1" ]; }\n',
        because: "structured attributes arrive as arrays",
      },
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; makeFlagsArray = [ "CFLAGS=-O2 -g" ]; }\n',
        because: "one flag arrives as one flag",
      },
    ],
  },
  mentions: ["FlagsArray"],
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const { builder, attributes, isComplete } of derivationCalls(semantics)) {
        if (builder.kind === "shell" || builder.kind === "command" || !isComplete) continue;
        if (attributeOf(attributes, "__structuredAttrs")) continue;
        // The Go builders of old took `buildFlagsArray` for one flag with blanks in it.
        if (builder.name.startsWith("buildGo")) continue;
        for (const { name, nameNode, below, value } of attributesOf(attributes)) {
          if (!value || below.length > 0 || !flagsArray.test(name)) continue;
          const list = unwrapped(value);
          // A single flag arrives as it should.
          if (list.kind !== "list_expression" || list.elements.length < 2) continue;
          report({ at: nameNode, message: "array", data: { name } });
        }
      }
    },
  },
});

const flagsArray =
  /^(?:configure|make|build|install|check|installCheck|dist|cmake|meson|ninja)FlagsArray$/;
