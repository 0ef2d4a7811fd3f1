import { constantKey, defineRule, isAside, placeOf } from "../../src/rule/index.ts";

export default defineRule({
  id: "nochroot-derivation",
  summary: "a derivation that opts out of the sandbox",
  category: "supply-chain",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.6, cwe: [693] },
  messages: {
    open: "`{name}` lets the build see the host's files and network.",
    network: "`{name}` lets the build use the network.",
  },
  docs: {
    why: "The build may take in whatever is on the host or on the network, unpinned, and may leave things behind. Every dependency that it runs gets the same reach.",
    examples: [
      {
        bad: '{ runCommand }: runCommand "x" { __noChroot = true; } "curl https://example.org > $out"\n',
        good: '{ fetchurl }: fetchurl { url = "https://example.org"; hash = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0="; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "a"; sandboxProfile = "(allow file-read* (subpath \\"/System\\"))"; }\n',
        because: "the profile opens no network",
      },
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "a"; __noChroot = false; }\n',
        because: "the build stays in the sandbox",
      },
    ],
    references: ["https://nix.dev/manual/nix/stable/command-ref/conf-file.html#conf-sandbox"],
  },
  mentions: ["__noChroot"],
  visit: {
    binding(node, { path, tree, semantics, report }) {
      const last = node.attrpath.attrs.at(-1);
      const name = last && constantKey(tree, last.row);
      if (name !== "__noChroot" && name !== "__impure" && name !== "sandboxProfile") return;
      if (isAside({ path, tree }) || placeOf(node).isDescription) return;
      const isProfile = name === "sandboxProfile";
      const folded = semantics.fold(node.expression);
      const isOpen = isProfile
        ? /\(allow network/.test(node.expression.text)
        : folded.known && folded.value.type === "boolean" && folded.value.value;
      if (isOpen) report({ at: node, message: isProfile ? "network" : "open", data: { name } });
    },
  },
});
