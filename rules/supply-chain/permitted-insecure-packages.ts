import {
  constantKey,
  defineRule,
  placeOf,
  plainText,
  severityOf,
  type AnyNode,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "permitted-insecure-packages",
  summary: "a known-vulnerable package that is allowed",
  category: "supply-chain",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.9, cwe: [1395] },
  messages: {
    permitted: "`{package}` has known vulnerabilities and may be installed all the same.",
    buildOnly: "`{package}` has known vulnerabilities and may be used for builds all the same.",
  },
  docs: {
    why: "Nixpkgs refuses the package because its holes are public and nobody repairs them in that version. The permission stays after the reason for it is gone.",
    examples: [
      {
        bad: '{ nixpkgs.config.permittedInsecurePackages = [ "openssl-1.0.2u" ]; }\n',
        good: "{ nixpkgs.config.permittedInsecurePackages = [ ]; }\n",
      },
    ],
    traps: [
      {
        good: '{ nixpkgs.config.permittedInsecurePackages = [\n  # "openssl-1.0.2u"\n]; }\n',
        because: "the list holds a comment only",
      },
      {
        good: "{ x }: { nixpkgs.config.permittedInsecurePackages = (x.permitted or [ ]) ++ [ ]; }\n",
        because: "what is in the other list is not known",
      },
    ],
    whenNotToUse:
      "Suppress single entries with a reason and a link to the issue that they wait for.",
    references: ["https://nixos.org/manual/nixpkgs/stable/#sec-allow-insecure"],
  },
  mentions: ["permittedInsecurePackages"],
  visit: {
    binding(node, { path, tree, semantics, report }) {
      const last = node.attrpath.attrs.at(-1);
      if (!last || constantKey(tree, last.row) !== "permittedInsecurePackages") return;
      if (placeOf(node).isDescription || /(?:^|\/)tests?\//.test(path)) return;
      const elements = elementsBelow(node.expression);
      const names = new Set(elements.map((element) => packageOf(element, semantics)));
      for (const at of elements) {
        const name = packageOf(at, semantics);
        if (name === undefined) continue;
        // The package in its wrapper says it.
        if (/-unwrapped-\d/.test(name) && names.has(name.replace("-unwrapped-", "-"))) continue;
        const isBuildOnly = buildOnly.test(name);
        report({
          at,
          message: isBuildOnly ? "buildOnly" : "permitted",
          data: { package: name },
          ...(isBuildOnly ? { severity: severityOf("low") } : {}),
        });
      }
    },
  },
});

/** What is written in the lists of a value, whatever stands round them. */
function elementsBelow(node: AnyNode): readonly AnyNode[] {
  if (node.is("list_expression")) return node.elements;
  return node.is(
    "parenthesized_expression",
    "binary_expression",
    "apply_expression",
    "with_expression",
    "let_expression",
    "if_expression",
  )
    ? node.children.flatMap(elementsBelow)
    : [];
}

function packageOf(node: AnyNode, semantics: Semantics): string | undefined {
  if (!node.is("string_expression")) return undefined;
  const text = plainText(semantics.fold(node));
  return text !== undefined && /^[\w.+-]+$/.test(text) ? text : undefined;
}

/** Tools that only build other things. Source: packages of nixpkgs with known vulnerabilities, as of release 25.11. */
const buildOnly =
  /^(?:pnpm|dotnet-sdk|dotnet-runtime|dotnet-core|gradle|yarn-berry|cmake|bazel|ant|maven|gn|nodejs-slim)-/;
