import { join } from "node:path";
import { readGitIndex } from "./git-index.ts";
import { findGitTop, findWorkTreeFolder } from "./gitignore.ts";
import { readRegularFile } from "./read-regular-file.ts";

/** An index that is larger is not read: ignored paths then stay ignored. */
const largestIndex = 64e6;

/** What git tracks: a pattern in .gitignore does not take it away, and Nix reads it. Paths are absolute. */
export interface TrackedPaths {
  hasFile(absolutePath: string): boolean;
  /** Whether anything below the folder is tracked. */
  hasBelow(absolutePath: string): boolean;
}

const nothing: TrackedPaths = { hasFile: () => false, hasBelow: () => false };

/** What the repository around a folder tracks; nothing outside of git. The index is read when first asked for. */
export function createTrackedPaths(folder: string): TrackedPaths {
  let paths: TrackedPaths | undefined;
  const read = (): TrackedPaths => (paths ??= readTrackedPaths(folder));
  return {
    hasFile: (path) => read().hasFile(path),
    hasBelow: (path) => read().hasBelow(path),
  };
}

function readTrackedPaths(folder: string): TrackedPaths {
  const top = findGitTop(folder);
  const gitFolder = top === undefined ? undefined : findWorkTreeFolder(join(top, ".git"));
  if (top === undefined || gitFolder === undefined) return nothing;
  const file = readRegularFile(join(gitFolder, "index"), largestIndex);
  const index = file.kind === "bytes" ? readGitIndex(file.bytes) : undefined;
  if (!index) return nothing;
  const folders = new Set<string>();
  for (const path of index.files) {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const above = path.slice(0, at);
      if (folders.has(above)) break;
      folders.add(above);
    }
  }
  const prefix = top.endsWith("/") ? top : `${top}/`;
  const relative = (path: string): string =>
    path.startsWith(prefix) ? path.slice(prefix.length) : "";
  return {
    hasFile: (path) => index.files.has(relative(path)),
    hasBelow: (path) => folders.has(relative(path)),
  };
}
