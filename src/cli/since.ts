import { withFindings, type AuditResult } from "../diagnostic/index.ts";
import { hasChange, readPatch, type ChangedLines } from "../text/index.ts";
import { findBase, refusal, runGit, type GitRun } from "./run-git.ts";
import type { Streams } from "./streams.ts";

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
  const from = await findBase(root, revision, environment);
  const git = (given: readonly string[]): Promise<GitRun> => runGit(root, given, environment);
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
