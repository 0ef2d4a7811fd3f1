import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isInside } from "./path-relation.ts";
import { findRealPath } from "./real-path.ts";

/**
 * The folder that an audit of some paths is relative to, as an absolute path. Each step answers only where the
 * ones before did not:
 *
 * 1. the nearest folder at or above the first path that holds `.git`, as a folder or a file;
 * 2. the nearest that holds `nixaudit.toml`;
 * 3. the nearest that holds `flake.nix`;
 * 4. `cwd`, when all the paths lie in it, also after following links;
 * 5. the deepest folder that all the paths lie in.
 *
 * A path that does not exist counts as a file. Without paths it is the root for `cwd` itself.
 */
export function findAuditRoot(paths: readonly string[], cwd: string): string {
  const absolutePaths = paths.length === 0 ? [cwd] : paths.map((path) => resolve(cwd, path));
  const folders = absolutePaths.map((path) => (isFolder(path) ? path : dirname(path)));
  const first = folders[0] ?? cwd;
  for (const marker of [".git", "nixaudit.toml", "flake.nix"]) {
    const marked = findMarkedFolder(first, marker);
    if (marked !== undefined) return marked;
  }
  const realCwd = findRealPath(cwd) ?? cwd;
  const areInCwd = folders.every(
    (folder) => isInside(folder, cwd) && isInside(findRealPath(folder) ?? folder, realCwd),
  );
  return areInCwd ? cwd : findCommonFolder(folders);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function findMarkedFolder(start: string, marker: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(resolve(folder, marker))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function findCommonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? "/";
  while (!folders.every((folder) => isInside(folder, common))) common = dirname(common);
  return common;
}
