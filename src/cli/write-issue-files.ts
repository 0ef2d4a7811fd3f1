import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readIssueToken, renderIssueFiles, type IssuePlan } from "../report/issues/index.ts";
import { UsageError } from "./failure.ts";
import { oneLine } from "./one-line.ts";
import { writeOutput } from "./outputs.ts";

/**
 * Writes the files of a plan into a folder. A file of an earlier run is replaced, or named as stale; one that is somebody
 * else's is an error before anything is written.
 */
export function writeIssueFiles(
  plan: IssuePlan,
  folder: string,
): { readonly written: number; readonly stale: readonly string[] } {
  const files = renderIssueFiles(plan);
  const others = files.find(({ name }) => isForeign(join(folder, name)));
  if (others !== undefined)
    throw new UsageError(
      `${oneLine(join(folder, others.name))} is there already and no file of nixaudit; name another folder`,
    );
  for (const { name, text } of files) {
    const problem = writeOutput(join(folder, name), text);
    if (problem !== undefined)
      throw new UsageError(`cannot write ${oneLine(join(folder, name))}: ${problem}`);
  }
  const current = new Set(files.map(({ name }) => name));
  const stale = readFolder(folder).filter(
    (name) => name.endsWith(".md") && !current.has(name) && !isForeign(join(folder, name)),
  );
  return { written: files.length, stale };
}

function isForeign(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    return readIssueToken(readFileSync(path, "utf8")) === undefined;
  } catch {
    return true;
  }
}

function readFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
