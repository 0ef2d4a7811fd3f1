import { lstatSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SkippedFile } from "../../diagnostic/index.ts";
import type { DiscoveredFile, Discovery, DiscoveryRequest, PathProblem } from "./discovery.ts";
import { describeFileKind } from "./file-kind.ts";
import { isGitignored, readLayersAbove } from "./gitignore.ts";
import { explainFailure } from "./path-failure.ts";
import { isInside, relativePath } from "./path-relation.ts";
import { createLayer, judgeByLayer } from "./pattern-layer.ts";
import { createTrackedPaths } from "./tracked-paths.ts";
import { findRealPath } from "./real-path.ts";
import { resolveLinks, type FoundLink } from "./resolve-links.ts";
import { walkFolder } from "./walk-folder.ts";

/**
 * Finds the files to audit: the named files, and the Nix files in the named folders. A file that is reached
 * several times is there once. Opens no file but those with patterns, and never throws.
 */
export function discoverFiles(request: DiscoveryRequest): Discovery {
  const { root, respectGitignore, forceExclude } = request;
  const realRoot = findRealPath(root) ?? root;
  const boundaries = [realRoot];
  const exclusion = createLayer(request.excludeRoot ?? root, request.exclude);
  const tracked = createTrackedPaths(root);
  // By real path; everything else by the path that is reported.
  const files = new Map<string, DiscoveredFile>();
  const otherFiles = new Map<string, DiscoveredFile>();
  const links = new Map<string, FoundLink>();
  const problems = new Map<string, PathProblem>();
  const skipped = new Map<string, SkippedFile>();

  for (const path of request.paths) discoverPath(path, relativePath(root, path) || ".");
  const resolved = resolveLinks([...links.values()], boundaries, files);
  for (const problem of resolved.problems) addProblem(problem);
  for (const skip of resolved.skipped) addSkipped(skip);
  return {
    files: sortByPath([...files.values(), ...resolved.files]),
    otherFiles: sortByPath(withoutFiles(otherFiles, files)),
    problems: sortByPath(problems.values()),
    skipped: sortByPath(skipped.values()),
  };

  function addProblem(problem: PathProblem): void {
    problems.set(problem.path, problem);
  }

  function addOther(realPath: string, absolutePath: string): (file: DiscoveredFile) => void {
    return (file) => otherFiles.set(realPath + file.absolutePath.slice(absolutePath.length), file);
  }

  function addSkipped(skip: SkippedFile): void {
    skipped.set(skip.path, skip);
  }

  function discoverPath(absolutePath: string, path: string): void {
    try {
      lstatSync(absolutePath);
      const realPath = findRealPath(absolutePath);
      const expectedPath = isInside(absolutePath, root) ? join(realRoot, path) : undefined;
      const status = realPath === undefined ? undefined : statSync(realPath);
      if (realPath !== undefined && status?.isDirectory() === true) {
        if (isInside(realPath, realRoot))
          discoverFolder(realPath, relativePath(realRoot, realPath));
        else if (expectedPath === undefined) discoverFolder(realPath, path);
        else
          addSkipped({
            path,
            reason: "outside-tree",
            detail: "a link out of the audited tree",
          });
      } else if (forceExclude && isLeftOut(absolutePath)) {
        addSkipped({
          path,
          reason: "excluded",
          detail: "matched by a pattern",
        });
      } else if (status?.isFile() === false) {
        addProblem({
          path,
          kind: "not-a-file",
          detail: describeFileKind(status),
        });
      } else if (realPath === undefined || realPath !== (expectedPath ?? absolutePath)) {
        links.set(path, { absolutePath, path, isNamed: true });
      } else {
        files.set(realPath, { absolutePath, path });
      }
    } catch (error) {
      addProblem({ path, ...explainFailure(error) });
    }
  }

  function discoverFolder(realPath: string, path: string): void {
    const absolutePath = path === "" ? root : join(root, path);
    const above = respectGitignore
      ? readLayersAbove(absolutePath, root)
      : { layers: [], isIgnored: false };
    const isIgnored = above.isIgnored && !tracked.hasBelow(absolutePath);
    if (forceExclude && path !== "" && (isIgnored || isExcluded(`${absolutePath}/`))) {
      addSkipped({ path, reason: "excluded", detail: "matched by a pattern" });
      return;
    }
    boundaries.push(realPath);
    walkFolder(
      { absolutePath, path, layers: above.layers },
      {
        exclusion,
        respectGitignore,
        tracked,
        ...(request.fileLimit === undefined ? {} : { fileLimit: request.fileLimit }),
      },
      {
        addFile: (file) => files.set(realPath + file.absolutePath.slice(absolutePath.length), file),
        ...(request.listsOthers ? { addOther: addOther(realPath, absolutePath) } : {}),
        addLink: (link) => {
          if (!links.has(link.path)) links.set(link.path, { ...link, isNamed: false });
        },
        addProblem,
      },
    );
  }

  function isExcluded(absolutePath: string): boolean {
    return judgeByLayer(exclusion, absolutePath) === "ignored";
  }

  function isLeftOut(file: string): boolean {
    return isExcluded(file) || (respectGitignore && isGitignored(file, root, tracked));
  }
}

function sortByPath<Item extends { readonly path: string }>(
  items: Iterable<Item>,
): readonly Item[] {
  return [...items].toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

/** A file that was named is audited as Nix, whatever its name is. */
function* withoutFiles(
  others: ReadonlyMap<string, DiscoveredFile>,
  files: ReadonlyMap<string, DiscoveredFile>,
): Generator<DiscoveredFile> {
  for (const [realPath, file] of others) if (!files.has(realPath)) yield file;
}
