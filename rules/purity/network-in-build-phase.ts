import {
  attributesOf,
  defineRule,
  derivationCalls,
  shellCommands,
  unwrapped,
  type DerivationCall,
  type Expression,
  type IndentedStringExpression,
  type Semantics,
  type ShellCommand,
  type StringExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "network-in-build-phase",
  summary: "a download in a phase of a build",
  category: "purity",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    download: "`{command}` needs the network, which a build in the sandbox has none of.",
  },
  docs: {
    why: "In the sandbox the command fails. Where the sandbox is off it fetches whatever is there that day, and two builds of one derivation differ.",
    examples: [
      {
        bad: "{ stdenv }:\nstdenv.mkDerivation {\n  name = \"a\";\n  buildPhase = ''\n    curl -O https://example.org/data.json\n    make\n  '';\n}\n",
        good: '{ stdenv, fetchurl }:\nstdenv.mkDerivation {\n  name = "a";\n  data = fetchurl { url = "https://example.org/data.json"; hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="; };\n  buildPhase = \'\'\n    cp $data data.json\n    make\n  \'\';\n}\n',
      },
    ],
    traps: [
      {
        good: "{ stdenv }:\nstdenv.mkDerivation {\n  name = \"a\";\n  outputHash = \"sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\";\n  buildPhase = ''\n    curl -O https://example.org/data.json\n  '';\n}\n",
        because: "a derivation with a fixed output may use the network",
      },
      {
        good: "{ stdenv }:\nstdenv.mkDerivation {\n  name = \"a\";\n  installPhase = ''\n    # curl https://example.org\n    echo \"curl https://example.org\"\n    cat > $out <<EOF\n    curl https://example.org\n    EOF\n  '';\n}\n",
        because: "nothing of this is run by the build",
      },
    ],
  },
  visit: {
    source_code(_node, { semantics, report }) {
      for (const call of derivationCalls(semantics)) {
        if (mayUseNetwork(call)) continue;
        for (const script of scriptsOf(call, semantics)) {
          const text = withoutInterpolations(script);
          for (const command of shellCommands(text)) {
            const words = download(command, call);
            if (!words) continue;
            const start = script.start + Buffer.byteLength(text.slice(0, command.start));
            const end = script.start + Buffer.byteLength(text.slice(0, command.end));
            report({ at: { start, end }, message: "download", data: { command: words } });
          }
        }
      }
    },
  },
});

/** Whether the output is fixed, the sandbox open, or part of the attributes not to be seen. */
function mayUseNetwork({ attributes, builder, isComplete }: DerivationCall): boolean {
  if (!isComplete || builder.kind === "shell") return true;
  return attributesOf(attributes).some(({ name }) =>
    /^(?:outputHash|outputHashAlgo|outputHashMode|__impure|__noChroot)$/.test(name),
  );
}

const phase = /^(?:[a-zA-Z]+Phase|(?:pre|post)[A-Z]\w*|buildCommand)$/;

type Script = StringExpression | IndentedStringExpression;

function scriptsOf({ attributes, builder, node }: DerivationCall, semantics: Semantics): Script[] {
  const scripts = attributesOf(attributes).flatMap(({ name, below, value }) =>
    value && below.length === 0 && phase.test(name) ? stringsIn(value, semantics) : [],
  );
  const { parent } = node;
  if (builder.kind === "command" && parent?.is("apply_expression") && parent.function === node)
    scripts.push(...stringsIn(parent.argument, semantics));
  return scripts;
}

/** The strings that make up a value, not those that are only mentioned in it. */
function stringsIn(value: Expression, semantics: Semantics): Script[] {
  const node = unwrapped(value);
  if (node.is("string_expression", "indented_string_expression")) return [node];
  if (node.is("binary_expression") && node.operator === "+")
    return [...stringsIn(node.left, semantics), ...stringsIn(node.right, semantics)];
  if (!node.is("apply_expression")) return [];
  const callee = unwrapped(node.function);
  return callee.is("apply_expression") &&
    semantics.originOf(callee.function) === "lib.optionalString"
    ? stringsIn(node.argument, semantics)
    : [];
}

const PLACEHOLDER = "@";

/** The script between its quotes, as long in bytes as in the file, with `@` for what Nix puts in. */
function withoutInterpolations(script: Script): string {
  const quotes = script.kind === "string_expression" ? 1 : 2;
  let text = " ".repeat(quotes);
  let from = script.start + quotes;
  for (const part of script.children) {
    if (part.kind !== "interpolation") continue;
    text += script.tree.source.slice(from, part.start);
    text += PLACEHOLDER.repeat(part.end - part.start);
    from = part.end;
  }
  return text + script.tree.source.slice(from, script.end - quotes);
}

/** The words of a command that make it a download. */
function download({ name, words }: ShellCommand, { builder }: DerivationCall): string | undefined {
  const [verb = ""] = words;
  const rest = words.slice(1);
  if (words.some((word) => /^--(?:offline|no-index|frozen-offline|version|help)$/.test(word)))
    return undefined;
  switch (name) {
    case "curl":
    case "wget":
      return words.some(isRemote) ? name : undefined;
    case "git":
      return verb === "clone" && rest.some(isRemote) ? "git clone" : undefined;
    case "npm":
      return verb === "install" && builder.name !== "buildNpmPackage" && !rest.some(isLocal)
        ? "npm install"
        : undefined;
    case "pip":
    case "pip3":
      return verb === "install" && !rest.some(isLocal) && !rest.includes("--no-deps")
        ? `${name} install`
        : undefined;
    case "go":
      return verb === "get" ? "go get" : undefined;
    case "cargo":
      return verb === "install" && !rest.includes("--path") && !rest.some(isLocal)
        ? "cargo install"
        : undefined;
    case "nix":
      return verb === "build" ? "nix build" : undefined;
    default:
      return undefined;
  }
}

function isRemote(word: string): boolean {
  return /^(?:https?|ftp|git|ssh):\/\/(?!localhost|127\.|\[::1\]|0\.0\.0\.0)|^git@/.test(word);
}

function isLocal(word: string): boolean {
  return /^(?:--path=|--find-links|[./@$~])|\.(?:whl|tgz|gz)$/.test(word);
}
