import { constantKey, defineRule, isPackageConfig, plainText } from "../../src/rule/index.ts";

export default defineRule({
  id: "allow-broken",
  summary: "`allowBroken` or `allowUnsupportedSystem` for everything",
  category: "supply-chain",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  security: { score: 0.6, cwe: [1104] },
  messages: {
    broken: "`{name}` allows every package that nixpkgs has given up or never tried there.",
  },
  docs: {
    why: "Packages marked as broken are no longer built or looked after. Allowed as a whole, nobody notices when one more of them is installed.",
    examples: [
      {
        bad: "{ nixpkgs.config.allowBroken = true; }\n",
        good: "{ nixpkgs.overlays = [ (final: prev: { x = prev.x.overrideAttrs (o: { meta = o.meta // { broken = false; }; }); }) ]; }\n",
      },
    ],
    traps: [
      { good: "{ nixpkgs.config.allowBroken = false; }\n", because: "that is the default" },
      {
        good: "{ services.x.settings.allowBroken = true; }\n",
        because: "it is a setting of something else",
      },
    ],
    references: ["https://nixos.org/manual/nixpkgs/stable/#sec-allow-broken"],
  },
  visit: {
    binding(node, { path, tree, semantics, report }) {
      const last = node.attrpath.attrs.at(-1);
      const name = last && constantKey(tree, last.row);
      if (name !== "allowBroken" && name !== "allowUnsupportedSystem") return;
      if (isPackageConfig(node, path) && plainText(semantics.fold(node.expression)) === "true")
        report({ at: node, message: "broken", data: { name } });
    },
  },
});
