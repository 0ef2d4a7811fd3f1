import {
  attributeOf,
  attributesOf,
  constantKey,
  defineRule,
  derivationCalls,
  unwrapped,
  valueOf,
  type AnyNode,
  type Binding,
  type DerivationCall,
  type Edit,
  type Expression,
  type OfferedFix,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "pname-in-source",
  summary: "a source that is found by the name of the package",
  category: "package",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "safe",
  parity: ["nixpkgs-lint:PnameInSrc", "astlog:no-pname-finalattrs-self-ref"],
  messages: { dependent: "The source of this package is found by its `pname`." },
  docs: {
    why: "What a package is called here and what its repository is called elsewhere are two things. Renaming the package changes where its source is looked for, and the address cannot be searched for or copied.",
    examples: [
      {
        bad: '{ stdenv, fetchFromGitHub }: stdenv.mkDerivation rec { src = fetchFromGitHub { owner = "o"; repo = pname; }; pname = "tool"; }\n',
        good: '{ stdenv, fetchFromGitHub }: stdenv.mkDerivation rec { src = fetchFromGitHub { owner = "o"; repo = "tool"; }; pname = "tool"; }\n',
      },
    ],
    traps: [
      {
        good: '{ buildPythonPackage, fetchPypi }: buildPythonPackage rec { pname = "tool"; version = "1"; src = fetchPypi { inherit pname version; hash = ""; }; }\n',
        because: "this fetcher wants the `pname`",
      },
      {
        good: '{ stdenv, fetchurl }: stdenv.mkDerivation rec { pname = "tool"; src = fetchurl { name = "${pname}-source"; url = "https://example.org/tool"; }; }\n',
        because: "the name of the store path is no address",
      },
    ],
    fixSafety:
      "Safe where `pname` is a plain text in the same set: the source stays the same. Through `finalAttrs` an override of `pname` reached the source, so there the fix is unsafe.",
  },
  mentions: ["pname"],
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const call of derivationCalls(semantics)) {
        for (const { name, value } of attributesOf(call.attributes)) {
          if (!value || (name !== "src" && name !== "srcs")) continue;
          for (const use of usesOfName(value, call, semantics)) {
            if (!isPartOfAddress(use.node, value)) continue;
            report({ at: use.node, message: "dependent", fix: literalInstead(use, call) });
          }
        }
      }
    },
  },
});

interface Use {
  readonly node: AnyNode;
  /** What `pname` is bound to. */
  readonly value: Expression | undefined;
  readonly isOverridable: boolean;
}

function usesOfName(value: Expression, call: DerivationCall, semantics: Semantics): readonly Use[] {
  const uses: Use[] = [];
  const binding = bindingOfName(call, semantics);
  for (const { node } of binding?.references ?? []) {
    if (value.encloses(node)) uses.push({ node, value: binding?.value, isOverridable: false });
  }
  const { self, attributes } = call;
  const [final] = self?.parent ? semantics.bindingsOf(self.parent) : [];
  for (const { node } of final?.references ?? []) {
    const select = node.parent;
    if (!value.encloses(node) || !select?.is("select_expression")) continue;
    const keys = select.attrpath.attrs.map((attribute) => constantKey(node.tree, attribute.row));
    if (keys.length === 1 && keys[0] === "pname")
      uses.push({ node: select, value: valueOf(attributes, "pname"), isOverridable: true });
  }
  return uses;
}

/** The `pname` of the set itself, or the one of a `let` that it inherits. */
function bindingOfName({ attributes }: DerivationCall, semantics: Semantics): Binding | undefined {
  const own = semantics.bindingsOf(attributes).find(({ name }) => name === "pname");
  const inherited = attributeOf(attributes, "pname");
  if (inherited?.definition.kind !== "inherit") return own;
  const resolution = semantics.resolve(inherited.nameNode);
  const outer = resolution?.kind === "bound" ? resolution.binding : undefined;
  return outer?.kind === "let" ? (own ?? outer) : undefined;
}

/** Arguments of fetchers that say where the source is. */
const addressKeys =
  /^(?:repo|owner|url|urls|path|domain|group|project|rev|tag|ref|file|extension|artifactId|groupId)$/;

/** Whether the nearest argument round the use, inside the source, is an address. */
function isPartOfAddress(node: AnyNode, source: Expression): boolean {
  for (const above of node.ancestors()) {
    if (above.row < source.row) return false;
    if (above.kind !== "binding") continue;
    const last = above.attrpath.attrs.at(-1);
    return addressKeys.test((last && constantKey(node.tree, last.row)) ?? "");
  }
  return false;
}

function literalInstead(
  { node, value, isOverridable }: Use,
  { attributes }: DerivationCall,
): OfferedFix | undefined {
  const text = value && unwrapped(value);
  const name =
    text?.kind === "string_expression" ? /^"([\w.+-]+)"$/.exec(text.text)?.[1] : undefined;
  if (name === undefined || attributes.hasError) return undefined;
  const { parent } = node;
  let edit: Edit | undefined;
  if (
    parent?.kind === "interpolation" &&
    parent.parent?.is("string_expression", "indented_string_expression")
  ) {
    if (parent.comments.length === 0) edit = { span: parent, newText: name };
  } else if (node.is("variable_expression", "select_expression")) {
    edit = { span: node, newText: `"${name}"` };
  }
  return (
    edit && {
      title: "Write the name out",
      edits: [edit],
      safety: isOverridable ? "unsafe" : "safe",
    }
  );
}
