import {
  constantKey,
  defineRule,
  isPackageConfig,
  isYes,
  placeOf,
  plainText,
  severityOf,
  shellScripts,
  spanWithin,
  unwrapped,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "allow-insecure-blanket",
  summary: "all insecure packages allowed",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.3, cwe: [1395] },
  messages: {
    all: "`{name}` allows every package with known vulnerabilities.",
    byName: "`{name}` allows some packages with known vulnerabilities, in every later version too.",
  },
  docs: {
    why: "A package that gets a public hole tomorrow is installed without a word. The refusal of nixpkgs is the only warning that most hosts ever get.",
    examples: [
      {
        bad: "{ nixpkgs.config.allowInsecurePredicate = _: true; }\n",
        good: '{ nixpkgs.config.permittedInsecurePackages = [ "olm-3.2.16" ]; }\n',
      },
    ],
    traps: [
      { good: "{ nixpkgs.config.allowInsecure = false; }\n", because: "nothing is allowed" },
      {
        good: "{ services.registry.settings.allowInsecure = true; }\n",
        because: "it is a setting of something else",
      },
    ],
    references: ["https://nixos.org/manual/nixpkgs/stable/#sec-allow-insecure"],
  },
  mentions: ["allowInsecure", "checkMeta", "NIXPKGS_ALLOW_INSECURE"],
  visit: {
    binding(node, { path, tree, semantics, report }) {
      const last = node.attrpath.attrs.at(-1);
      const name = last && constantKey(tree, last.row);
      if (name === undefined || !keys.has(name)) return;
      if (name === "NIXPKGS_ALLOW_INSECURE") {
        if (!placeOf(node).isDescription && isYes(plainText(semantics.fold(node.expression))))
          report({ at: node, message: "all", data: { name } });
        return;
      }
      if (!isPackageConfig(node, path)) return;
      const value = unwrapped(node.expression);
      if (name === "allowInsecurePredicate") {
        const kind = predicateKind(value, semantics);
        if (kind === "all") report({ at: node, message: "all", data: { name } });
        if (kind === "byName")
          report({ at: node, message: "byName", data: { name }, severity: severityOf("low") });
        return;
      }
      const text = plainText(semantics.fold(value));
      if (name === "checkMeta" ? text === "false" : text === "true")
        report({ at: node, message: "all", data: { name } });
    },
    source_code(_node, { semantics, report }) {
      for (const { node, text } of shellScripts(semantics)) {
        for (const match of text.matchAll(/\bNIXPKGS_ALLOW_INSECURE=["']?1\b/g)) {
          const lineStart = text.lastIndexOf("\n", match.index) + 1;
          if (/(?:^|\s)#/.test(text.slice(lineStart, match.index))) continue;
          report({
            at: spanWithin(node, text, match.index, match.index + match[0].length),
            message: "all",
            data: { name: "NIXPKGS_ALLOW_INSECURE" },
          });
        }
      }
    },
  },
});

const keys = new Set([
  "allowInsecure",
  "allowInsecurePredicate",
  "checkMeta",
  "NIXPKGS_ALLOW_INSECURE",
]);

function predicateKind(value: Expression, semantics: Semantics): "all" | "byName" | undefined {
  if (value.kind !== "function_expression") return undefined;
  const folded = semantics.fold(value.body);
  if (folded.known) return plainText(folded) === "true" ? "all" : undefined;
  return /\bgetName\b|\bpname\b/.test(value.body.text) ? "byName" : undefined;
}
