import { existsSync } from "node:fs";
import { join } from "node:path";
import { discoverFiles } from "./discover-files.ts";
import type { DiscoveredFile, Discovery, DiscoveryRequest } from "./discovery.ts";
import { isInside, relativePath } from "./path-relation.ts";

/** The tree round the files to audit. */
export interface ProjectDiscovery {
  /** Every Nix file, those to audit among them; sorted by path. */
  readonly files: readonly DiscoveredFile[];
  /** Paths of all other files. */
  readonly others: readonly string[];
  /** Whether the whole root was looked at. */
  readonly isWhole: boolean;
  /** Whether a path was named, or lies in a folder that was. */
  readonly covers: (path: string) => boolean;
}

/** With more files round the named ones, loading them all takes longer than anyone waits before a commit. */
const MOST_FILES_AROUND = 3000;

/**
 * Finds the project that named files belong to: everything in the root. A root that nothing marks as one, such as the
 * current folder, and one with very many files are not searched beyond what was named.
 */
export function discoverProject(request: DiscoveryRequest, named: Discovery): ProjectDiscovery {
  const { root, paths } = request;
  const covers = (path: string): boolean =>
    paths.some((covering) => {
      const folder = relativePath(root, covering);
      return folder === "" || path === folder || path.startsWith(`${folder}/`);
    });
  if (paths.includes(root))
    return { files: named.files, others: named.others, isWhole: true, covers };
  const around = isMarked(root) && paths.every((path) => isInside(path, root));
  const whole = around
    ? discoverFiles({
        ...request,
        paths: [root],
        listsOthers: true,
        fileLimit: MOST_FILES_AROUND + 1,
      })
    : undefined;
  if (!whole || whole.files.length > MOST_FILES_AROUND)
    return { files: named.files, others: named.others, isWhole: false, covers };
  const files = new Map([...whole.files, ...named.files].map((file) => [file.path, file]));
  return {
    files: [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    others: whole.others,
    isWhole: true,
    covers,
  };
}

function isMarked(root: string): boolean {
  return [".git", "nixaudit.toml", "flake.nix"].some((name) => existsSync(join(root, name)));
}
