import { spawnSync } from "node:child_process";
import { UsageError } from "./failure.ts";

/** What git says of a work tree. Paths are relative to `root`, with forward slashes. */
export interface GitTree {
  /** Files that it neither tracks nor ignores. */
  readonly untracked: ReadonlySet<string>;
}

/** Asks git of a tree; undefined outside of a repository, or without git. */
export function readGitTree(root: string): GitTree | undefined {
  const listed = git(root, ["ls-files", "--others", "--exclude-standard", "-z"]);
  return listed === undefined ? undefined : { untracked: new Set(splitPaths(listed)) };
}

/** Files that differ from a revision, untracked ones among them; throws where there is no such revision. */
export function changedSince(root: string, revision: string): ReadonlySet<string> {
  const commit = resolveRevision(root, revision);
  const changed = git(root, [
    "diff",
    "--name-only",
    "--relative",
    "--no-ext-diff",
    "-z",
    commit,
    "--",
  ]);
  return new Set([...splitPaths(changed ?? ""), ...(readGitTree(root)?.untracked ?? [])]);
}

/** The commit of a revision. */
export function resolveRevision(root: string, revision: string): string {
  const commit = git(root, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  if (commit === undefined)
    throw new UsageError(`--since: git knows no revision \`${revision}\` here`);
  return commit.trim();
}

/** The folder of the repository. */
export function topLevel(root: string): string | undefined {
  return git(root, ["rev-parse", "--show-toplevel"])?.trim();
}

function splitPaths(text: string): string[] {
  return text.split("\0").filter((path) => path !== "");
}

function git(root: string, argv: readonly string[]): string | undefined {
  // No setting of the repository may start a program of its choice.
  const safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];
  const { status, stdout } = spawnSync("git", ["-C", root, ...safe, ...argv], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 256_000_000,
    timeout: 60_000,
  });
  return status === 0 ? stdout : undefined;
}
