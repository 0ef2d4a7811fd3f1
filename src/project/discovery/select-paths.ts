import { resolve } from "node:path";
import { isInside } from "./path-relation.ts";
import { createLayer, judgeByLayer } from "./pattern-layer.ts";
import { isNeverEntered } from "./walk-folder.ts";

/** What to keep of a list of files that were found otherwise. Folders and paths are absolute. */
export interface Selection {
  readonly auditRoot: string;
  /** Files and folders; what lies in none of them is left out. */
  readonly paths: readonly string[];
  /** Gitignore patterns of what to leave out, relative to `excludeRoot`. */
  readonly exclude: readonly string[];
  readonly excludeRoot: string;
}

/** The files that a walk over the paths would find, sorted by path. Touches no file. */
export function selectPaths<File extends { readonly path: string }>(
  files: readonly File[],
  { auditRoot, paths, exclude, excludeRoot }: Selection,
): readonly File[] {
  const layer = createLayer(excludeRoot, exclude);
  return files
    .filter(({ path }) => {
      const absolutePath = resolve(auditRoot, path);
      return (
        !isNeverEntered(path) &&
        paths.some((folder) => isInside(absolutePath, folder)) &&
        judgeByLayer(layer, absolutePath) !== "ignored"
      );
    })
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
}
