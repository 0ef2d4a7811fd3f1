import { readlinkSync, realpathSync, statSync } from "node:fs";
import type { SkippedFile } from "../../diagnostic/index.ts";
import type { DiscoveredFile, PathProblem } from "./discovery.ts";
import { describeFileKind } from "./file-kind.ts";
import { explainFailure } from "./path-failure.ts";
import { isInside, relativePath } from "./path-relation.ts";
import { isNeverEntered, type FoundPath } from "./walk-folder.ts";

/** A symbolic link, or a path through one. */
export interface FoundLink extends FoundPath {
  /** Whether the user named it: then it counts whatever its extension. */
  readonly isNamed: boolean;
}

/** What links lead to. */
export interface ResolvedLinks {
  readonly files: readonly DiscoveredFile[];
  readonly problems: readonly PathProblem[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * Follows links to files. A file that is in `known` (by real path), or that an earlier link leads to, is not given
 * again. A link that leads out of all the `boundaries`, which are real paths, is skipped.
 */
export function resolveLinks(
  links: readonly FoundLink[],
  boundaries: readonly string[],
  known: ReadonlyMap<string, DiscoveredFile>,
): ResolvedLinks {
  const files = new Map<string, DiscoveredFile>();
  const problems: PathProblem[] = [];
  const skipped: SkippedFile[] = [];

  function resolveLink({ absolutePath, path, isNamed }: FoundLink): void {
    const isWanted = isNamed || path.endsWith(".nix");
    const target = describeTarget(absolutePath);
    try {
      const realPath = realpathSync.native(absolutePath);
      const status = statSync(realPath);
      if (!isWanted && !status.isDirectory()) return;
      const boundary = boundaries.find((folder) => isInside(realPath, folder));
      const mayLeadAnywhere = isNamed && path.startsWith("../");
      if (boundary === undefined && !mayLeadAnywhere) {
        const detail = `a link${target}, outside of the audited tree`;
        skipped.push({ path, reason: "outside-tree", detail });
      } else if (status.isDirectory()) {
        // Its content is found at its real place.
      } else if (!status.isFile()) {
        problems.push({
          path,
          kind: "not-a-file",
          detail: describeFileKind(status),
        });
      } else if (boundary !== undefined && isNeverEntered(relativePath(boundary, realPath))) {
        const detail = `a link${target}, in a folder that is never audited`;
        skipped.push({ path, reason: "excluded", detail });
      } else if (!known.has(realPath) && !files.has(realPath)) {
        files.set(realPath, { absolutePath: realPath, path });
      }
    } catch (error) {
      if (!isWanted) return;
      const failure = explainFailure(error);
      if (failure.kind !== "not-found") problems.push({ path, ...failure });
      else
        problems.push({
          path,
          kind: "dangling-symlink",
          detail: `a link${target}, where nothing is`,
        });
    }
  }

  // In order, so that of several links to one file it is always the same that stands for it.
  for (const link of links.toSorted((a, b) => (a.path < b.path ? -1 : 1))) resolveLink(link);
  return { files: [...files.values()], problems, skipped };
}

function describeTarget(link: string): string {
  try {
    return ` to \`${readlinkSync(link)}\``;
  } catch {
    return "";
  }
}
