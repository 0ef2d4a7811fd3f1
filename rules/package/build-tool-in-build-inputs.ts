import {
  appendElement,
  attributeOf,
  defineRule,
  derivationCalls,
  insertAfter,
  packageInputs,
  packageName,
  removeItem,
  Type,
  unwrapped,
  type DerivationCall,
  type Edit,
  type Expression,
  type ListExpression,
  type Semantics,
} from "../../src/rule/index.ts";

/** Programs and hooks that do their work during a build. None of them is also linked against or needed at run time. */
const buildTools = new Set(
  `asciidoc asciidoctor autoPatchelfHook autoconf autogen autoreconfHook automake bison bmake cmake copyDesktopItems
  doxygen extra-cmake-modules flex gperf gtk-doc help2man installShellFiles intltool itstool m4 makeBinaryWrapper
  makeWrapper meson nasm ninja pkg-config pkg-config-unwrapped pkgconfig pkgconf qmake ragel re2c ronn rpmextract scdoc
  scons swig txt2man unzip versionCheckHook wafHook wrapGAppsHook wrapGAppsHook3 wrapGAppsHook4 wrapPython wrapQtAppsHook
  xvfb-run yacc yasm`.split(/\s+/),
);

export default defineRule({
  id: "build-tool-in-build-inputs",
  summary: "a tool of the build in `buildInputs`",
  category: "package",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  parity: [
    "nixpkgs-lint:BuildTimeToolInBuildInputs",
    "hammering:build-tools-in-build-inputs",
    "astlog:cross-compile-ready-deps",
  ],
  options: Type.Object({
    allow: Type.Array(Type.String(), {
      default: [],
      description: "Packages that may stand in `buildInputs` all the same.",
    }),
    tools: Type.Array(Type.String(), {
      default: [],
      description: "Packages that count as tools of the build besides the known ones.",
    }),
  }),
  messages: { misplaced: "`{tool}` runs during the build, but stands in `{list}`." },
  docs: {
    why: "`buildInputs` are built for the platform that the package will run on, `nativeBuildInputs` for the one that builds it. With `strictDeps`, and in every cross build, a tool in `buildInputs` is not found or cannot run.",
    examples: [
      {
        bad: '{ stdenv, cmake, zlib }: stdenv.mkDerivation { pname = "tool"; nativeBuildInputs = [ ]; buildInputs = [ cmake zlib ]; }\n',
        good: '{ stdenv, cmake, zlib }: stdenv.mkDerivation { pname = "tool"; nativeBuildInputs = [ cmake ]; buildInputs = [ zlib ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv, cmake }: stdenv.mkDerivation { pname = "tool"; nativeBuildInputs = [ cmake ]; buildInputs = [ cmake ]; }\n',
        because: "it is in both lists",
      },
      {
        good: 'pkgs: let cmake = pkgs.zlib; in pkgs.stdenv.mkDerivation { pname = "tool"; buildInputs = [ cmake ]; }\n',
        because: "that is another package under the same name",
      },
    ],
    whenNotToUse:
      "A package that hands the tool on to its users, or runs it itself, needs it here: name the tool in `allow`, or add a suppression that says so.",
    fixSafety:
      "The derivation changes, and the tool is no longer among the inputs of the target platform.",
  },
  mentions: ["nputs"],
  visit: {
    source_code(_node, { semantics, hasSyntaxError, options, report }) {
      if (hasSyntaxError) return;
      const isTool = (name: string | undefined): name is string =>
        name !== undefined &&
        (buildTools.has(name) || options.tools.includes(name)) &&
        !options.allow.includes(name);
      for (const call of derivationCalls(semantics)) {
        const { builder, attributes } = call;
        const native = packageInputs(attributes, ["nativeBuildInputs"], semantics);
        const alsoNative = new Set(native.inputs.map(({ name }) => name));
        for (const list of ["buildInputs", "propagatedBuildInputs"]) {
          for (const { name, node } of packageInputs(attributes, [list], semantics).inputs) {
            if (!isTool(name) || alsoNative.has(name)) continue;
            const edits = list === "buildInputs" && moveToNative(call, node, isTool, semantics);
            report({
              at: node,
              message: "misplaced",
              data: { tool: name, list },
              fix: edits
                ? { title: `Move \`${name}\` to \`nativeBuildInputs\``, edits }
                : undefined,
              ...(builder.kind === "shell" ? { severity: "info" } : {}),
            });
          }
        }
      }
    },
  },
});

/** The edits that move an element, where both lists are plain enough and no comment is in the way. */
function moveToNative(
  { attributes, isComplete }: DerivationCall,
  element: Expression,
  isTool: (name: string | undefined) => boolean,
  semantics: Semantics,
): readonly Edit[] | undefined {
  const from = attributeOf(attributes, "buildInputs");
  const source = from?.value && plainList(from.value);
  if (!from || !source || from.below.length > 0) return undefined;
  if (element.parent?.row !== source.list.row || hasCommentBeside(element)) return undefined;
  const to = attributeOf(attributes, "nativeBuildInputs");
  if (to) {
    const target = to.value && to.below.length === 0 ? plainList(to.value) : undefined;
    // A name that comes from a `with` means the same only below the same one.
    const isDynamic =
      semantics.resolve(element)?.kind === "dynamic" || element.kind !== "variable_expression";
    if (!target || (isDynamic && target.environment !== source.environment)) return undefined;
    const addition = appendElement(target.list, element.text);
    const removal = removeItem(element);
    return addition && removal && [removal, addition];
  }
  if (!isComplete) return undefined;
  if (source.list.elements.every((other) => isTool(packageName(other, semantics))))
    return [{ span: from.nameNode, newText: "nativeBuildInputs" }];
  const environment = source.environment === "" ? "" : `with ${source.environment}; `;
  const removal = removeItem(element);
  const binding = `nativeBuildInputs = ${environment}[ ${element.text} ];`;
  return removal && [removal, insertAfter(from.definition, binding)];
}

/** A literal list, below at most one `with`. */
function plainList(
  value: Expression,
): { readonly list: ListExpression; readonly environment: string } | undefined {
  const node = unwrapped(value);
  if (node.kind === "list_expression") return { list: node, environment: "" };
  return node.kind === "with_expression" && node.body.kind === "list_expression"
    ? { list: node.body, environment: node.environment.text }
    : undefined;
}

/** Whether a comment stands with the element: on its line, or inside the list on the line above. */
function hasCommentBeside({ tree, start, end, parent }: Expression): boolean {
  const { source } = tree;
  const first = source.lineAt(start);
  const last = source.lineAt(end);
  return tree.comments.some((comment) => {
    const [from, to] = [source.lineAt(comment.start), source.lineAt(comment.end)];
    if (from <= last && to >= first) return true;
    return to === first - 1 && comment.start >= (parent?.start ?? 0);
  });
}
