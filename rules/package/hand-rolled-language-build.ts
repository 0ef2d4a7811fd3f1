import {
  attributeOf,
  attributesOf,
  defineRule,
  derivationCalls,
  packageInputs,
  unwrapped,
  type AnyAttrset,
  type Semantics,
  type Span,
} from "../../src/rule/index.ts";

/** A command at the start of a line or after an operator, variables set before it or not. */
const command =
  /(?:^|[;&|(]|\bexec\b)[ \t]*(?:\w+=\S*[ \t]+)*(?:\$\{[^}]*\}\/bin\/)?((cargo)[ \t]+(?:build|install)|(go)[ \t]+(?:build|install)|(npm|yarn|pnpm)[ \t]+(?:ci|install|run[ \t]+build)|(pip3?)[ \t]+install|(mvn)[ \t]|(gradle|\.\/gradlew)[ \t])/gm;

const builders: Readonly<Record<string, string>> = {
  cargo: "rustPlatform.buildRustPackage",
  go: "buildGoModule",
  npm: "buildNpmPackage",
  yarn: "yarnConfigHook",
  pnpm: "pnpm.configHook",
  pip: "buildPythonPackage",
  pip3: "buildPythonPackage",
  mvn: "maven.buildMavenPackage",
  gradle: "gradle.fetchDeps",
  "./gradlew": "gradle.fetchDeps",
};

export default defineRule({
  id: "hand-rolled-language-build",
  summary: "a build of one language's packages without nixpkgs' builder for it",
  category: "package",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: { manual: "`{command}` is run by hand in `{phase}`, without nixpkgs' `{builder}`." },
  docs: {
    why: "The builders of nixpkgs fetch the dependencies by the lock file, pass the flags for the platform, run the tests and strip the result. A phase that calls the tool itself has no network and does none of it.",
    examples: [
      {
        bad: '{ stdenv, cargo }: stdenv.mkDerivation { name = "tool"; nativeBuildInputs = [ cargo ]; buildPhase = "cargo build --release"; }\n',
        good: '{ rustPlatform }: rustPlatform.buildRustPackage { name = "tool"; src = ./.; cargoLock.lockFile = ./Cargo.lock; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv, cargo, rustPlatform }: stdenv.mkDerivation { name = "tool"; nativeBuildInputs = [ cargo rustPlatform.cargoSetupHook ]; buildPhase = "cargo build --release"; }\n',
        because: "the hook brings the dependencies",
      },
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; buildPhase = "echo use cargo build"; }\n',
        because: "nothing is built with it",
      },
    ],
    whenNotToUse: "Projects that mix languages often need a tool called by hand.",
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const { builder, attributes, isComplete } of derivationCalls(semantics)) {
        if (builder.kind !== "plain" || !isComplete) continue;
        if (attributeOf(attributes, "outputHash")) continue;
        for (const { name: phase, below, value } of attributesOf(attributes)) {
          if (!value || below.length > 0 || !/^(?:configure|build|install)Phase$/.test(phase))
            continue;
          const found = firstCommand(unwrapped(value));
          if (!found || mayHaveHook(attributes, semantics)) continue;
          const { tool, ...data } = found.data;
          report({
            at: found.at,
            message: "manual",
            data: { ...data, phase, builder: builders[tool] ?? tool },
          });
          break;
        }
      }
    },
  },
});

function firstCommand(
  node: { readonly kind: string; readonly text: string } & Span,
):
  | { readonly at: Span; readonly data: { readonly command: string; readonly tool: string } }
  | undefined {
  if (!node.kind.endsWith("string_expression")) return undefined;
  const quote = node.kind === "string_expression" ? 1 : 2;
  const script = node.text.slice(quote, -quote);
  const [match] = script.matchAll(command);
  const text = match?.[1]?.trimEnd();
  if (!match || text === undefined) return undefined;
  const before = node.text.slice(0, quote + match.index + match[0].lastIndexOf(match[1] ?? ""));
  const start = node.start + Buffer.byteLength(before);
  const tool = match.slice(2).find((group) => group !== undefined) ?? text;
  return {
    at: { start, end: start + Buffer.byteLength(text) },
    data: { command: text.replaceAll(/\s+/g, " "), tool },
  };
}

/** Whether an input may be the hook of a language: by its name, or because not all inputs are seen. */
function mayHaveHook(attributes: AnyAttrset, semantics: Semantics): boolean {
  const { inputs, isComplete } = packageInputs(
    attributes,
    ["nativeBuildInputs", "buildInputs", "propagatedBuildInputs"],
    semantics,
  );
  return (
    !isComplete ||
    inputs.some(({ node }) =>
      /(?:(?:[cC]argo|[nN]pm|[yY]arn|[pP]npm|go|[pP]ip|pypa|python|gradle|maven|rust|node).*Hook)|\bnpmHooks\.|\bgradle\b|[cC]onfigHook|setupHook/.test(
        node.text,
      ),
    )
  );
}
