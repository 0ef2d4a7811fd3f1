import { configFileName } from "../config/index.ts";
import { renderAuditCommand } from "./init-command.ts";
import { renderGithubWorkflow, renderGitlabJob } from "./init-ci.ts";
import { renderConfigTemplate } from "./init-config.ts";
import { renderFlakeCheck, renderPreCommit } from "./init-hooks.ts";
import type { Release } from "./init-release.ts";

/** What `nixaudit init` can set up. */
export const setups = ["config", "preCommit", "github", "gitlab", "flakeCheck", "claude"] as const;

export type Setup = (typeof setups)[number];

/** Something that is set up: a file, or a part of a file that is there already. */
export interface SetupFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly text: string;
  /** What to add where the file is there already; undefined where there is nothing to add by hand. */
  readonly block?: string;
  /** The file is never written, as only a person can: the block is shown. */
  readonly isByHand?: true;
}

/** Each file of a setup. `flake` is the text of flake.nix, where there is one. */
export function renderSetup(setup: Setup, release: Release, flake: string | undefined): SetupFile {
  switch (setup) {
    case "config":
      return { path: configFileName, text: renderConfigTemplate(release) };
    case "preCommit":
      return { path: ".pre-commit-config.yaml", ...renderPreCommit(release) };
    case "github":
      return { path: ".github/workflows/nixaudit.yml", text: renderGithubWorkflow(release) };
    case "gitlab":
      return { path: ".gitlab-ci.yml", ...renderGitlabJob(release) };
    case "flakeCheck":
      return {
        path: "flake.nix",
        text: "",
        block: renderFlakeCheck(release, flake),
        isByHand: true,
      };
    case "claude":
      return { path: ".claude/commands/config-audit.md", text: renderAuditCommand(release) };
  }
}
