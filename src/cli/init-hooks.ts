import type { Release } from "./init-release.ts";

/** The pre-commit hook: a whole .pre-commit-config.yaml, and the entry to add to one. */
export function renderPreCommit({ repository, tag }: Release): {
  readonly text: string;
  readonly block: string;
} {
  const block = `  - repo: ${repository}
    rev: ${tag}
    hooks:
      # The whole configuration, because rules look across files. \`nixaudit-files\` looks at the changed files alone.
      - id: nixaudit
`;
  return { text: `# Run \`pre-commit install\` once.\nrepos:\n${block}`, block };
}

/** What to add to flake.nix, for flake-parts where it is used. */
export function renderFlakeCheck({ slug, tag }: Release, flake: string | undefined): string {
  const input = `inputs.nixaudit = {
  url = "github:${slug}/${tag}";
  inputs.nixpkgs.follows = "nixpkgs";
};
`;
  const usesFlakeParts = flake !== undefined && /\bflake-parts\b/.test(flake);
  if (usesFlakeParts)
    return `# in the inputs:
${input}
# in the argument of mkFlake:
imports = [ inputs.nixaudit.flakeModules.default ];
perSystem.nixaudit.enable = true;
`;
  return `# in the inputs:
${input}
# in the outputs, which take \`self\`, \`nixpkgs\` and \`nixaudit\`:
checks.x86_64-linux.nixaudit = nixaudit.lib.mkCheck {
  pkgs = nixpkgs.legacyPackages.x86_64-linux;
  src = self;
};
`;
}
