import {
  attributesOf,
  defineRule,
  derivationCalls,
  unwrapped,
  type Expression,
  type OfferedFix,
  type Semantics,
} from "../../src/rule/index.ts";

const flagAttributes = new Set(
  `configureFlags makeFlags buildFlags installFlags checkFlags installCheckFlags distFlags patchFlags cmakeFlags
  mesonFlags ninjaFlags qmakeFlags sconsFlags wafFlags cargoBuildFlags cargoTestFlags`.split(/\s+/),
);

export default defineRule({
  id: "flags-as-string",
  summary: "a list of flags written as one string",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["nixpkgs-lint:FlagsNotList", "astlog:no-stringly-flags"],
  messages: { text: "`{flags}` is a string where a list of flags is customary." },
  docs: {
    why: "Overrides that add a flag do it with `++`, which fails on a string. With `__structuredAttrs` the whole string arrives as one single flag.",
    examples: [
      {
        bad: '{ stdenv }: stdenv.mkDerivation { name = "tool"; makeFlags = "PREFIX=$(out) V=1"; }\n',
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; makeFlags = [ "PREFIX=$(out)" "V=1" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; NIX_CFLAGS_COMPILE = "-O3 -g"; }\n',
        because: "the compiler wrapper reads a string",
      },
      { good: '{ makeFlags = "V=1"; }\n', because: "this is no derivation" },
    ],
    fixSafety:
      "The flags stay the same, but other expressions that join this attribute to a string now get a list. Not offered for quotes, backslashes and computed texts.",
  },
  mentions: ["Flags"],
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const { builder, attributes } of derivationCalls(semantics)) {
        if (builder.kind === "shell" || builder.kind === "command") continue;
        for (const { name, below, value, nameNode } of attributesOf(attributes)) {
          if (!value || below.length > 0 || !flagAttributes.has(name)) continue;
          if (!isText(value, semantics)) continue;
          report({ at: nameNode, message: "text", data: { flags: name }, fix: splitUp(value) });
        }
      }
    },
  },
});

/** Whether the value can be nothing but a string. */
function isText(value: Expression, semantics: Semantics): boolean {
  const node = unwrapped(value);
  switch (node.kind) {
    case "string_expression":
    case "indented_string_expression":
      return true;
    case "binary_expression":
      return node.operator === "+" && isText(node.left, semantics);
    case "apply_expression": {
      const callee = unwrapped(node.function);
      if (callee.kind !== "apply_expression") return false;
      const origin = semantics.originOf(callee.function);
      return origin === "lib.optionalString" || origin === "lib.concatStringsSep";
    }
    default:
      return false;
  }
}

/** The words of a plain `"…"` as a list. */
function splitUp(value: Expression): OfferedFix | undefined {
  const node = unwrapped(value);
  if (node.kind !== "string_expression") return undefined;
  const { source } = node.tree;
  const words: string[] = [""];
  let from = node.start + 1;
  for (const interpolation of [
    ...node.children.filter((child) => child.is("interpolation")),
    undefined,
  ]) {
    const piece = source.slice(from, interpolation?.start ?? node.end - 1);
    if (/["'\\`]/.test(piece)) return undefined;
    for (const [index, word] of piece.split(/\s+/).entries()) {
      if (index > 0) words.push("");
      words.push(`${words.pop() ?? ""}${word}`);
    }
    if (!interpolation) break;
    // What is put in may hold blanks, or nothing at all: then it is no flag of its own.
    if (mayHoldBlanks(interpolation.text)) return undefined;
    words.push(`${words.pop() ?? ""}${interpolation.text}`);
    from = interpolation.end;
  }
  const flags = words.filter((word) => word !== "").map((word) => `"${word}"`);
  const newText = flags.length === 0 ? "[ ]" : `[ ${flags.join(" ")} ]`;
  return { title: "Write a list of flags", edits: [{ span: node, newText }] };
}

function mayHoldBlanks(interpolation: string): boolean {
  return !/^\$\{\s*[\w.'-]+\s*\}$/.test(interpolation) || /[Ff]lags|[Aa]rgs/.test(interpolation);
}
