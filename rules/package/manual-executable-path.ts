import {
  bindingAround,
  defineRule,
  type AnyNode,
  type Edit,
  type Interpolation,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "manual-executable-path",
  summary: "the path of a program put together by hand",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "unsafe",
  messages: { manual: "The path of `{program}` is put together from `{package}` and `/bin`." },
  docs: {
    why: "The path names the default output of the package, which is not the one with its programs wherever a package has several. `lib.getExe'` picks the right output, and `lib.getExe` knows the name of the main program as well.",
    examples: [
      {
        bad: '{ lib, pkgs, ... }: { command = "${pkgs.jq}/bin/jq --raw-output"; }\n',
        good: '{ lib, pkgs, ... }: { command = "${lib.getExe\' pkgs.jq "jq"} --raw-output"; }\n',
      },
    ],
    traps: [
      {
        good: '{ lib, pkgs, ... }: { path = "${pkgs.jq}/bin"; all = "${pkgs.jq}/bin/*"; }\n',
        because: "no program is named",
      },
      {
        good: '{ lib, ... }: { a = "${./scripts}/bin/run"; b = "${placeholder "out"}/bin/run"; }\n',
        because: "these are no packages",
      },
    ],
    fixSafety:
      "The text is the same for a package with one output; else it names the output with the programs. Only offered where `lib` is in scope.",
  },
  mentions: ["/bin/"],
  visit: {
    source_code(_node, { tree, semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const interpolation of tree.nodesOfKind("interpolation")) {
        const { parent } = interpolation;
        if (!parent?.is("string_expression", "indented_string_expression")) continue;
        const program = programAfter(interpolation, parent);
        if (program === undefined) continue;
        const name = packageText(interpolation, semantics);
        if (name === undefined) continue;
        const at = {
          start: interpolation.start,
          end: interpolation.end + Buffer.byteLength(`/bin/${program}`),
        };
        const edit = getExe(interpolation, program, at.end, semantics);
        report({
          at,
          message: "manual",
          data: { program, package: name },
          fix: edit && { title: `Use \`lib.getExe'\``, edits: [edit] },
        });
      }
    },
  },
});

/** The program in `${package}/bin/program`, where it ends with the text or a character that no file name has. */
function programAfter({ tree, end }: Interpolation, string: AnyNode): string | undefined {
  const text = tree.source.slice(end, Math.min(end + 120, string.end));
  return /^\/bin\/([\w+-](?:[\w.+-]*[\w+-])?)(?=\.?(?:[\s"';&|)<>:,\]}`\\]|$))/.exec(text)?.[1];
}

/** How the package is written, where it is one of `pkgs`. */
function packageText({ expression }: Interpolation, semantics: Semantics): string | undefined {
  const origin = semantics.originOf(expression);
  return origin?.startsWith("pkgs.") && expression.text.length < 60 ? expression.text : undefined;
}

function getExe(
  interpolation: Interpolation,
  program: string,
  end: number,
  semantics: Semantics,
): Edit | undefined {
  const { expression, comments, start } = interpolation;
  const lib = bindingAround("lib", interpolation, semantics);
  if (!lib || comments.length > 0) return undefined;
  const isLib =
    lib.kind === "formal" ||
    lib.kind === "argument" ||
    (lib.value && semantics.originOf(lib.value) === "lib");
  if (!isLib || !/^[\w.'-]+$/.test(expression.text)) return undefined;
  return { span: { start, end }, newText: `\${lib.getExe' ${expression.text} "${program}"}` };
}
