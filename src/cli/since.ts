import { spawn } from "node:child_process";
import { withFindings, type AuditResult } from "../diagnostic/index.ts";
import { hasChange, readPatch, type ChangedLines } from "../text/index.ts";
import { UsageError } from "./failure.ts";
import { oneLine } from "./one-line.ts";
import type { Streams } from "./streams.ts";

/** Over this, in bytes, a diff is no change that somebody looks at line by line. */
const LARGEST_DIFF = 512_000_000;

/**
 * The lines under `root` that differ from where the present work left `revision`: what was committed since, what was
 * not, and files that git does not know yet. Throws a usage error where git can't tell.
 */
export async function findChangedLines(
  root: string,
  revision: string,
  options: { readonly gitignore: boolean },
  { environment }: Pick<Streams, "environment">,
): Promise<ChangedLines> {
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
  const base = await git(["merge-base", commit, "HEAD"]);
  const from = base.code === 0 ? base.stdout.trim() : commit;

  const diff = await git([
    "diff",
    "--unified=0",
    "--no-color",
    "--text",
    "--no-ext-diff",
    "--no-textconv",
    "--find-renames",
    "--ignore-submodules",
    "--inter-hunk-context=0",
    "--relative",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    from,
    "--",
  ]);
  const untracked = await git([
    "ls-files",
    "--others",
    "-z",
    ...(options.gitignore ? ["--exclude-standard"] : []),
  ]);
  for (const run of [diff, untracked]) if (run.code !== 0) throw refusal(run, root);
  const changed = new Map(readPatch(diff.stdout));
  for (const path of untracked.stdout.split("\0")) if (path !== "") changed.set(path, "all");
  return changed;
}

/** The result with findings on changed lines only, and how many others there were. */
export function onChangedLines(
  result: AuditResult,
  changed: ChangedLines,
): { readonly result: AuditResult; readonly left: number } {
  const findings = result.findings.filter(({ path, startLine, endLine, endColumn }) => {
    // An end at the start of a line takes nothing of that line.
    const last = endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
    return hasChange(changed, path, { first: startLine, last });
  });
  return {
    result: withFindings(result, findings, result.suppressed),
    left: result.findings.length - findings.length,
  };
}

interface GitRun {
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
function runGit(
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
      if (length > LARGEST_DIFF) child.kill();
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
  const reason =
    stderr
      .trim()
      .split("\n")[0]
      ?.replace(/^fatal: /, "") ?? "";
  return new UsageError(`--since: git failed: ${oneLine(reason || `exit code ${code}`)}`);
}
