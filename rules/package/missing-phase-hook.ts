import {
  attributeOf,
  attributesOf,
  defineRule,
  derivationCalls,
  holdsComment,
  lineEndAt,
  packageInputs,
  unwrapped,
  type AnyAttrset,
  type Edit,
  type Expression,
  type IndentedStringExpression,
  type Semantics,
  type StringExpression,
} from "../../src/rule/index.ts";

const phases: Readonly<Record<string, string>> = {
  unpackPhase: "Unpack",
  configurePhase: "Configure",
  buildPhase: "Build",
  checkPhase: "Check",
  installPhase: "Install",
};

export default defineRule({
  id: "missing-phase-hook",
  summary: "an own build phase that does not run its hooks",
  category: "package",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["hammering:missing-phase-hooks", "astlog:keep-phase-hooks"],
  messages: {
    both: "`{phase}` runs neither `pre{hook}` nor `post{hook}`.",
    one: "`{phase}` does not run `{hook}`.",
  },
  docs: {
    why: "Setup hooks of other packages, and whoever overrides this one, add to a build through `preInstall`, `postInstall` and their like. A phase that does not run them drops such additions without a word. It is a warning where something of this very call is dropped, and else worth knowing.",
    examples: [
      {
        bad: "{ stdenv }: stdenv.mkDerivation {\n  name = \"tool\";\n  installPhase = ''\n    cp -r . $out\n  '';\n}\n",
        good: "{ stdenv }: stdenv.mkDerivation {\n  name = \"tool\";\n  installPhase = ''\n    runHook preInstall\n\n    cp -r . $out\n\n    runHook postInstall\n  '';\n}\n",
      },
    ],
    traps: [
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; dontBuild = true; buildPhase = "make"; }\n',
        because: "the phase is switched off",
      },
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; buildPhase = ":"; }\n',
        because: "the phase does nothing",
      },
      {
        good: "{ stdenv, old }: stdenv.mkDerivation { name = \"tool\"; installPhase = ''\n  ${old.installPhase}\n  rm -r $out/share\n''; }\n",
        because: "the text put in may run them",
      },
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "source"; outputHash = ""; installPhase = "cp -r . $out"; }\n',
        because: "it only downloads something",
      },
    ],
    fixSafety:
      "The derivation changes, and hooks that were left out so far run. Not offered for a text on one line, nor with an early `exit` or `return`.",
  },
  mentions: ["Phase"],
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const { builder, attributes, isComplete } of derivationCalls(semantics)) {
        // What is merged in may switch phases off, or make it a download.
        if (!isComplete) continue;
        if (builder.kind === "shell" || builder.kind === "command") continue;
        if (["outputHash", "buildCommand"].some((name) => attributeOf(attributes, name))) continue;
        const inputs = inputNames(attributes, semantics);
        for (const { name: phase, below, nameNode, value } of attributesOf(attributes)) {
          const hook = phases[phase];
          if (hook === undefined || value === undefined || below.length > 0) continue;
          if (attributeOf(attributes, `dont${hook}`)) continue;
          const text = unwrapped(value);
          if (!isString(text) || mayRunHooks(text, hook)) continue;
          const missing = ["pre", "post"].filter((when) => !runs(text.text, `${when}${hook}`));
          const [first] = missing;
          if (first === undefined) continue;
          const edits = additions(text, missing, hook);
          const fix = edits && { title: `Run the hooks of \`${phase}\``, edits };
          const isDropped =
            missing.some((when) => attributeOf(attributes, `${when}${hook}`)) ||
            (phase === "installPhase" && hooksIntoInstall.some((name) => inputs.has(name)));
          const base = { at: nameNode, fix, ...(isDropped ? {} : ({ severity: "info" } as const)) };
          if (missing.length === 2) report({ ...base, message: "both", data: { phase, hook } });
          else report({ ...base, message: "one", data: { phase, hook: first + hook } });
        }
      }
    },
  },
});

/** Setup hooks that do their work in `preInstall` or `postInstall`. */
const hooksIntoInstall = ["copyDesktopItems", "desktopToDarwinBundle"];

function inputNames(attributes: AnyAttrset, semantics: Semantics): ReadonlySet<string | undefined> {
  const { inputs } = packageInputs(attributes, ["nativeBuildInputs", "buildInputs"], semantics);
  return new Set(inputs.map(({ name }) => name));
}

type AnyString = StringExpression | IndentedStringExpression;

function isString(node: Expression): node is AnyString {
  return node.kind === "string_expression" || node.kind === "indented_string_expression";
}

function runs(text: string, hook: string): boolean {
  return new RegExp(
    String.raw`(?:runHook|eval|_callImplicitHook \d)\s+["'\\]*\$?\{?${hook}\b`,
  ).test(text);
}

/** Whether another function or text that the phase consists of may run the hooks, or the phase does nothing at all. */
function mayRunHooks(node: AnyString, hook: string): boolean {
  const { text } = node;
  const script = text.replace(/^(?:''|")|(?:''|")$/g, "").replaceAll(/^\s*#.*$/gm, "");
  if (/^(?:\s|;|:|\btrue\b|\becho\b[^;&|\n]*)*$/.test(script)) return true;
  // The stock phase, that of a setup hook (`cmakeConfigurePhase`), or a whole hook: each runs them itself.
  const stock = new RegExp(
    String.raw`(?:^|[;&|]|\bthen\b|\belse\b)\s*\w*(?:${hook}(?:Phase|Hook)|genericBuild)\b`,
    "im",
  );
  if (stock.test(script)) return true;
  // An interpolation that stands where a command may stand.
  return node.descendants("interpolation").some(({ tree: { source }, start, end, parent }) => {
    if (parent?.row !== node.row) return false;
    const line = source.lineSpan(source.lineAt(start));
    const before = source.slice(Math.max(line.start, node.start), start);
    const after = source.slice(end, Math.min(source.lineSpan(source.lineAt(end)).end, node.end));
    return /^\s*(?:''|")?\s*$|[;&]\s*$/.test(before) && /^\s*(?:''|"|;|&|$)/.test(after);
  });
}

/** Hooks as the first and last lines of a text that has its quotes on lines of their own. */
function additions(node: AnyString, missing: readonly string[], hook: string): Edit[] | undefined {
  const shape = /^''[ \t]*\r?\n(?:[ \t]*\r?\n)*([ \t]*)[^]*?\S[^]*?(\r?\n[ \t]*)''$/.exec(
    node.text,
  );
  if (!shape || /(?:^|[\s;&|{(])(?:exit|return)\b|\\\r?\n[ \t]*''$/.test(node.text))
    return undefined;
  if (holdsComment(node.tree, node)) return undefined;
  const indent = shape[1] ?? "";
  const lineEnd = lineEndAt(node);
  const first = node.start + node.text.indexOf("\n") + 1;
  const last = node.end - (shape[2] ?? "").length - "''".length;
  return missing.map((when) => {
    const line = `${indent}runHook ${when}${hook}`;
    return when === "pre"
      ? { span: { start: first, end: first }, newText: line + lineEnd + lineEnd }
      : { span: { start: last, end: last }, newText: lineEnd + lineEnd + line };
  });
}
