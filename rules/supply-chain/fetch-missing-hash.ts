import {
  defineRule,
  fetchCalls,
  isAside,
  isFlakeFile,
  mayHaveHash,
  severityOf,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "fetch-missing-hash",
  summary: "a fetch without a hash",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.2, cwe: [494] },
  messages: {
    unhashed: "`{name}` takes whatever the address gives that day: no hash fixes it.",
    flake: "`{name}` has no hash, without which a flake cannot be evaluated purely.",
  },
  docs: {
    why: "Whoever controls the address, or the way to it, chooses the code that is built and evaluated, on every machine and at every rebuild. Nothing shows that it changed.",
    examples: [
      {
        bad: 'import (fetchTarball "https://github.com/NixOS/nixpkgs/archive/nixos-unstable.tar.gz") { }\n',
        good: 'import (fetchTarball {\n  url = "https://github.com/NixOS/nixpkgs/archive/0123456789abcdef0123456789abcdef01234567.tar.gz";\n  sha256 = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0=";\n}) { }\n',
      },
    ],
    traps: [
      {
        good: "{ spec }: builtins.fetchTarball { inherit (spec) url sha256; }\n",
        because: "the hash comes from elsewhere",
      },
      {
        good: "{ pin }: builtins.fetchTarball pin\n",
        because: "what it is called with is not to be seen",
      },
      {
        good: '{ url }: builtins.fetchTarball { inherit url; sha256 = "1yzn"; }\n',
        path: "nix/sources.nix",
        because: "a tool wrote the file",
      },
    ],
    whenNotToUse:
      "Where the newest state is wanted at each evaluation, say in a throwaway shell. With a hash the address must name one version, or the fetch fails when the content changes.",
    references: ["https://nix.dev/guides/recipes/dependency-management"],
  },
  mentions: ["fetch"],
  visit: {
    source_code(_node, { path, tree, semantics, report }) {
      if (isAside({ path, tree })) return;
      for (const call of fetchCalls(semantics)) {
        const { name, isBuiltin, callee } = call;
        if (!isHashable(name, isBuiltin) || mayHaveHash(call)) continue;
        const isPure = isBuiltin && isFlakeFile(path);
        report({
          at: callee,
          message: isPure ? "flake" : "unhashed",
          data: { name },
          ...(isPure ? { severity: severityOf("medium") } : {}),
        });
      }
    },
  },
});

// The Git fetchers of Nix are fixed by a revision; `fetchgitLocal` copies.
function isHashable(name: string, isBuiltin: boolean): boolean {
  return isBuiltin ? name === "fetchurl" || name === "fetchTarball" : name !== "fetchgitLocal";
}
