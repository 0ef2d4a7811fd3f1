import { spawn } from "node:child_process";
import { UsageError } from "./failure.ts";
import { oneLine } from "./one-line.ts";

/** Over this, in bytes, git's answer is nothing that somebody looks at. */
const LARGEST_ANSWER = 512_000_000;

/** How a call of git went. */
export interface GitRun {
  /** Null where it was not there, or was stopped. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a hook sets for its own repository. */
const pointers = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_COMMON_DIR",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_NAMESPACE",
  "GIT_LITERAL_PATHSPECS",
  "GIT_EXTERNAL_DIFF",
  "GIT_DIFF_OPTS",
]);

/** Runs git in the tree. Nothing of a hook's surroundings points it to another repository; nothing it starts is the tree's own. */
export function runGit(
  root: string,
  given: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<GitRun> {
  const surroundings = Object.entries(environment).filter(([name]) => !pointers.has(name));
  const settings = ["core.fsmonitor=false", "core.quotePath=true", "diff.noprefix=false"];
  return new Promise((resolve) => {
    const child = spawn(
      "git",
      ["--no-pager", ...settings.flatMap((setting) => ["-c", setting]), ...given],
      {
        cwd: root,
        env: { ...Object.fromEntries(surroundings), LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
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

/**
 * The commit that the present work began from: where it left `revision`, so that what others did on the branch meanwhile is no
 * change of this work. Throws a usage error, of the option `--since`, where git can't tell.
 */
export async function findBase(
  root: string,
  revision: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const git = (...given: readonly string[]): Promise<GitRun> => runGit(root, given, environment);
  const inside = await git("rev-parse", "--is-inside-work-tree");
  if (inside.code !== 0 || inside.stdout.trim() !== "true") throw refusal(inside, root);
  const wanted = `${revision}^{commit}`;
  const named = await git("rev-parse", "--verify", "--quiet", "--end-of-options", wanted);
  const commit = named.stdout.trim();
  if (named.code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit))
    throw new UsageError(
      `--since: git knows no commit \`${oneLine(revision)}\`; in CI it may not have been fetched (fetch-depth: 0)`,
    );
  const base = await git("merge-base", commit, "HEAD");
  return base.code === 0 ? base.stdout.trim() : commit;
}

/** What to say of a call that failed. */
export function refusal({ stderr, code }: GitRun, root: string): UsageError {
  if (/not a git repository/.test(stderr) || code === 0)
    return new UsageError(`--since needs a git repository, and ${oneLine(root)} is in none`);
  const [line = ""] = stderr.trim().split("\n");
  const reason = line.replace(/^fatal: /, "") || `exit code ${code}`;
  return new UsageError(`--since: git failed: ${oneLine(reason)}`);
}
