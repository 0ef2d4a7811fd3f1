import { constantKey, defineRule, unwrapped, type AnyNode } from "../../src/rule/index.ts";

export default defineRule({
  id: "hide-known-vulnerabilities",
  summary: "vulnerability metadata that is erased",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.2, cwe: [1395] },
  messages: {
    erased: "The package loses its list of known vulnerabilities here.",
  },
  docs: {
    why: "Nixpkgs installs the package without a word, and no list of permitted packages shows that it is there. Holes that are found later stay hidden as well.",
    examples: [
      {
        bad: "{ x }: x.overrideAttrs (o: { meta = o.meta // { knownVulnerabilities = [ ]; }; })\n",
        good: '{ nixpkgs.config.permittedInsecurePackages = [ "x-1.0" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ x }: x.overrideAttrs (o: { meta = o.meta // { knownVulnerabilities = [ "CVE-2024-0001" ]; }; })\n',
        because: "it adds to the list",
      },
      {
        good: "{ lib, x }: lib.optional (x.meta.knownVulnerabilities == [ ]) x\n",
        because: "it only reads the list",
      },
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "a"; meta.knownVulnerabilities = [ ]; }\n',
        because: "there is nothing to erase in a package of one's own",
      },
    ],
    references: ["https://nixos.org/manual/nixpkgs/stable/#var-meta-knownVulnerabilities"],
  },
  mentions: ["knownVulnerabilities"],
  visit: {
    binding(node, { tree, report }) {
      const last = node.attrpath.attrs.at(-1);
      if (!last || constantKey(tree, last.row) !== "knownVulnerabilities") return;
      const value = unwrapped(node.expression);
      if (value.kind === "list_expression" && value.elements.length === 0 && isOverride(node))
        report({ at: node, message: "erased" });
    },
  },
});

/** Whether a binding replaces one of a package that is made elsewhere. */
function isOverride(node: AnyNode): boolean {
  for (const above of node.ancestors()) {
    if (above.is("binary_expression") && above.operator === "//") return true;
    if (!above.is("apply_expression")) continue;
    return /\b(?:override\w*|addMetaAttrs|hiPrio|recursiveUpdate)$/.test(
      above.function.text.split(/\s/, 1)[0] ?? "",
    );
  }
  return false;
}
