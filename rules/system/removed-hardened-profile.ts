import { defineRule, type AnyNode, type Semantics } from "../../src/rule/index.ts";

export default defineRule({
  id: "removed-hardened-profile",
  summary: "the hardened profile or kernel, which nixpkgs removed",
  category: "system",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 4.2, cwe: [1104] },
  messages: {
    profile: "The profile `hardened.nix` is gone from nixpkgs since release 26.05.",
    kernel: "`{name}` is gone from nixpkgs since release 26.05.",
  },
  docs: {
    why: "With a newer nixpkgs the configuration no longer evaluates, so that the host stays on the old one without fixes. Both lagged behind before: the kernel got its own fixes late.",
    examples: [
      {
        bad: '{ modulesPath, ... }: { imports = [ "${modulesPath}/profiles/hardened.nix" ]; }\n',
        good: '{ boot.kernel.sysctl."kernel.kptr_restrict" = 2; }\n',
      },
    ],
    traps: [
      {
        good: "{ imports = [ ./profiles/hardened.nix ]; }\n",
        because: "that file belongs to the repository",
      },
      { good: "{ hardened }: hardened.linuxPackages\n", because: "that is some name of the file" },
    ],
    whenNotToUse:
      "While the host stays on a release before 26.05. What replaces the profile are the settings in it that matter to the host, or a hardening module that somebody maintains.",
    references: [
      "https://github.com/NixOS/nixpkgs/issues/501199",
      "https://github.com/NixOS/nixpkgs/pull/502342",
    ],
  },
  mentions: ["hardened"],
  visit: {
    string_expression(node, { report }) {
      if (ofNixpkgs.test(node.text)) report({ at: node, message: "profile" });
    },
    path_expression(node, { report }) {
      if (ofNixpkgs.test(node.text)) report({ at: node, message: "profile" });
    },
    spath_expression(node, { report }) {
      if (/^<nixpkgs\/nixos\/modules\/profiles\/hardened\.nix>$/.test(node.text))
        report({ at: node, message: "profile" });
    },
    binary_expression(node, { report }) {
      if (node.operator !== "+" || !node.left.text.endsWith("modulesPath")) return;
      if (node.right.text === '"/profiles/hardened.nix"') report({ at: node, message: "profile" });
    },
    select_expression(node, { report, semantics }) {
      const name = hardenedKernel(node, semantics);
      if (name !== undefined) report({ at: node, message: "kernel", data: { name } });
    },
    variable_expression(node, { report, semantics }) {
      if (semantics.resolve(node)?.kind !== "dynamic") return;
      const name = hardenedKernel(node, semantics);
      if (name !== undefined) report({ at: node, message: "kernel", data: { name } });
    },
  },
});

const ofNixpkgs = /(?:\$\{[^}]*modulesPath\}|\/nixos\/modules)\/profiles\/hardened\.nix"?$/;

function hardenedKernel(node: AnyNode, semantics: Semantics): string | undefined {
  return kernel.exec(semantics.originOf(node) ?? "")?.[1];
}

const kernel =
  /^(pkgs\.(?:linuxKernel\.(?:packages|kernels)\.)?linux(?:Packages)?_(?:\w+_)?hardened)(?:\.[\w-]+)*$/;
