import { findBase, refusal, runGit, type GitRun } from "./run-git.ts";

/** What changed since a commit. */
export interface ChangedFiles {
  /** The commit that the present work began from. */
  readonly base: string;
  /** Changed, added, renamed (both names) and deleted files, and those that git does not know; relative to the root, sorted. */
  readonly paths: readonly string[];
}

/**
 * The files under `root` that differ from where the present work left `revision`. Throws a usage error where git can't
 * tell.
 */
export async function findChangedFiles(
  root: string,
  revision: string,
  environment: NodeJS.ProcessEnv,
): Promise<ChangedFiles> {
  const base = await findBase(root, revision, environment);
  const git = (given: readonly string[]): Promise<GitRun> => runGit(root, given, environment);
  const options = ["--no-ext-diff", "--no-textconv", "--ignore-submodules", "--relative"];
  // Without a search for renames, a renamed file is one that is gone and one that came.
  const changed = await git(["diff", "--name-only", "--no-renames", "-z", ...options, base, "--"]);
  const untracked = await git(["ls-files", "--others", "--exclude-standard", "-z"]);
  for (const run of [changed, untracked]) if (run.code !== 0) throw refusal(run, root);
  const paths = [changed, untracked].flatMap(({ stdout }) => stdout.split("\0"));
  return { base, paths: [...new Set(paths.filter((path) => path !== ""))].toSorted() };
}

/** The text of a file as a commit has it; undefined where it has none. */
export async function readCommittedFile(
  root: string,
  commit: string,
  path: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const shown = await runGit(root, ["show", "--no-textconv", `${commit}:./${path}`], environment);
  return shown.code === 0 ? shown.stdout : undefined;
}

/** Files that git neither tracks nor ignores, relative to `root`; undefined outside of a repository, or without git. */
export async function findUntracked(
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<ReadonlySet<string> | undefined> {
  const given = ["ls-files", "--others", "--exclude-standard", "-z"];
  const { code, stdout } = await runGit(root, given, environment);
  return code === 0 ? new Set(stdout.split("\0").filter((path) => path !== "")) : undefined;
}

/** The folder of the repository; undefined outside of one. */
export async function findTopLevel(
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const { code, stdout } = await runGit(root, ["rev-parse", "--show-toplevel"], environment);
  return code === 0 ? stdout.trim() : undefined;
}
