import {
  defineRule,
  packageName,
  Type,
  unwrapped,
  type ApplyExpression,
  type Expression,
  type OfferedFix,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unchecked-shell-script",
  summary: "a shell script that nothing checks when it is built",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "unsafe",
  parity: [
    "astlog:no-write-shell-script",
    "astlog:no-write-shell-script-bin",
    "astlog:no-handrolled-shell-script",
    "aleph:prefer-write-shell-application",
  ],
  options: Type.Object({
    "minimum-lines": Type.Integer({
      default: 5,
      description: "Scripts with fewer lines that hold something are left alone.",
    }),
  }),
  messages: { unchecked: "`{function}` writes {lines} lines of shell that nothing checks." },
  docs: {
    why: "`writeShellApplication` runs shellcheck over the script, stops it at the first failing command, and sets its `PATH` to what it names as inputs. Without that, a typo and a missing program show when the script runs.",
    examples: [
      {
        bad: "{ pkgs }: pkgs.writeShellScriptBin \"tidy\" ''\n  cd ~/downloads\n  for file in *.tmp; do\n    rm \"$file\"\n  done\n  date > tidied\n''\n",
        good: "{ pkgs }: pkgs.writeShellApplication { name = \"tidy\"; text = ''\n  cd ~/downloads\n  for file in *.tmp; do\n    rm \"$file\"\n  done\n  date > tidied\n''; }\n",
      },
    ],
    traps: [
      {
        good: "{ pkgs }: pkgs.writeShellScript \"open\" ''\n  exec xdg-open \"$1\"\n''\n",
        because: "there is little to check",
      },
      {
        good: "{ pkgs }: pkgs.writeScript \"plot\" ''\n  #!/usr/bin/env python3\n  a = 1\n  b = 2\n  c = 3\n  print(a, b, c)\n''\n",
        because: "it is no shell script",
      },
    ],
    fixSafety:
      "`set -euo pipefail` stops scripts that went on after a failing command, and a warning of shellcheck fails the build. Only offered for `writeShellScriptBin`, whose result has the same files.",
  },
  visit: {
    source_code(_node, { semantics, tree, options, report }) {
      for (const call of tree.nodesOfKind("apply_expression")) {
        const inner = unwrapped(call.function);
        if (inner.kind !== "apply_expression") continue;
        const name = packageName(inner.function, semantics);
        if (name === undefined || !writers.has(name)) continue;
        const script = unwrapped(call.argument);
        if (!isString(script) || !isShell(name, inner.argument, script)) continue;
        const lines = script.text.split("\n").filter((line) => /[^\s'"]/.test(line)).length;
        if (lines < options["minimum-lines"]) continue;
        const fix =
          name === "writeShellScriptBin" ? application(call, inner, semantics) : undefined;
        report({ at: inner.function, message: "unchecked", data: { function: name, lines }, fix });
      }
    },
  },
});

const writers = new Set([
  "writeShellScript",
  "writeShellScriptBin",
  "writeScript",
  "writeScriptBin",
  "writeText",
]);

function isString(node: Expression): boolean {
  return node.kind === "string_expression" || node.kind === "indented_string_expression";
}

function isShell(writer: string, name: Expression, script: Expression): boolean {
  if (writer.startsWith("writeShellScript")) return true;
  if (writer === "writeText") return /\.(?:sh|bash)"$/.test(name.text);
  return /^(?:''|")\s*#!\s*\S*(?:\bsh\b|bash\b|\$\{[^}]*(?:runtimeShell|stdenv\.shell|bash)[^}]*\}\S*)/.test(
    script.text.replace(/^((?:''|")\s*#!\s*)\S*\/env\s+/, "$1"),
  );
}

function application(
  call: ApplyExpression,
  inner: ApplyExpression,
  semantics: Semantics,
): OfferedFix | undefined {
  const callee = unwrapped(inner.function);
  const key = callee.kind === "select_expression" ? callee.attrpath.attrs.at(-1) : callee;
  if (
    !key ||
    key.text !== "writeShellScriptBin" ||
    call.comments.length + inner.comments.length > 0
  )
    return undefined;
  // A name that an argument or `inherit` brings would have to be brought as well.
  if (callee.kind === "variable_expression" && semantics.resolve(callee)?.kind !== "dynamic")
    return undefined;
  return {
    title: "Make it a `writeShellApplication`",
    edits: [
      { span: key, newText: "writeShellApplication" },
      { span: { start: inner.argument.start, end: inner.argument.start }, newText: "{ name = " },
      { span: { start: inner.argument.end, end: inner.argument.end }, newText: "; text =" },
      { span: { start: call.end, end: call.end }, newText: "; }" },
    ],
  };
}
