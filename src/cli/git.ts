import { spawn } from "node:child_process";
import { UsageError } from "./failure.ts";
import { oneLine } from "./one-line.ts";

/** Over this, in bytes, git's answer is no list that somebody waits for. */
const LARGEST_ANSWER = 256_000_000;

interface GitRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

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
  const git = (given: readonly string[]): Promise<GitRun> => runGit(root, given, environment);
  const inside = await git(["rev-parse", "--is-inside-work-tree"]);
  if (inside.code !== 0 || inside.stdout.trim() !== "true") throw refusal(inside, root);
  const named = await git([
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  const commit = named.stdout.trim();
  if (named.code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit))
    throw new UsageError(
      `--since: git knows no commit \`${oneLine(revision)}\`; in CI it may not have been fetched (fetch-depth: 0)`,
    );
  // What others did on the branch meanwhile is not a change of this work.
  const merge = await git(["merge-base", commit, "HEAD"]);
  const base = merge.code === 0 ? merge.stdout.trim() : commit;
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

/** Runs git in the tree; nothing that a hook set points it to another repository, and it starts nothing of the tree's own. */
function runGit(
  root: string,
  given: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<GitRun> {
  const surroundings = Object.entries(environment).filter(([name]) => !name.startsWith("GIT_"));
  return new Promise((resolve) => {
    const child = spawn("git", ["--no-pager", "-c", "core.fsmonitor=false", ...given], {
      cwd: root,
      env: { ...Object.fromEntries(surroundings), LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stdout: Buffer[] = [];
    let length = 0;
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > LARGEST_ANSWER) child.kill();
      else stdout.push(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", (error: NodeJS.ErrnoException) => {
      const problem = error.code === "ENOENT" ? "git is not installed" : error.message;
      resolve({ code: null, stdout: "", stderr: problem });
    });
    child.on("close", (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString("utf8"), stderr }),
    );
  });
}

function refusal({ stderr, code }: GitRun, root: string): UsageError {
  if (/not a git repository/.test(stderr) || code === 0)
    return new UsageError(`--since needs a git repository, and ${oneLine(root)} is in none`);
  const [line = ""] = stderr.trim().split("\n");
  const reason = line.replace(/^fatal: /, "") || `exit code ${code}`;
  return new UsageError(`--since: git failed: ${oneLine(reason)}`);
}
