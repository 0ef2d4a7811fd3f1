import { existsSync, lstatSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createLayer, judge, reopen, type PatternLayer } from "./pattern-layer.ts";
import { isInside, withSlash } from "./path-relation.ts";
import type { TrackedPaths } from "./tracked-paths.ts";
import { readRegularFile } from "./read-regular-file.ts";

const largestPatternFile = 1e6;
// More of them in one pattern take time that grows with a power of the depth of the tree.
const mostDeepWildcards = 3;

/** The patterns of the `.gitignore` in a folder; undefined without one that can be read. */
export function readGitignore(folder: string): PatternLayer | undefined {
  return readPatternFile(join(folder, ".gitignore"), folder);
}

/** What holds in a folder before its own `.gitignore`. */
export interface LayersAbove {
  /** Outermost first. A folder on the way that they ignore is reopened. */
  readonly layers: readonly PatternLayer[];
  /** Whether they ignore the folder, or one on the way to it. */
  readonly isIgnored: boolean;
}

/** Reads the patterns of the repository, and of the folders from its top (outside of git: from `root`) to above. */
export function readLayersAbove(folder: string, root: string): LayersAbove {
  const home = isInside(folder, root) ? root : folder;
  const top = findGitTop(home) ?? home;
  const repository = readRepositoryExcludes(top);
  let layers: readonly PatternLayer[] = repository === undefined ? [] : [repository];
  let isIgnored = false;
  for (const ancestor of foldersBetween(top, folder)) {
    const verdict = judge(layers, withSlash(ancestor));
    if (verdict === "ignored") isIgnored = true;
    if (verdict !== "undecided") layers = reopen(layers, withSlash(ancestor));
    const own = ancestor === folder ? undefined : readGitignore(ancestor);
    if (own !== undefined) layers = [...layers, own];
  }
  return { layers, isIgnored };
}

/** Whether a file is ignored, by itself or with a folder that it is in. What git tracks is not. */
export function isGitignored(file: string, root: string, tracked: TrackedPaths): boolean {
  if (tracked.hasFile(file)) return false;
  const folder = dirname(file);
  const { layers, isIgnored } = readLayersAbove(folder, root);
  const own = readGitignore(folder);
  return isIgnored || judge(own === undefined ? layers : [...layers, own], file) === "ignored";
}

/** From `top` down to `folder`, both included. */
function foldersBetween(top: string, folder: string): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; isInside(at, top); at = dirname(at)) {
    folders.unshift(at);
    if (at === top) break;
  }
  return folders;
}

/** The top of the git work tree that holds a folder; undefined outside of git. */
export function findGitTop(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

function readRepositoryExcludes(top: string): PatternLayer | undefined {
  const gitFolder = findGitFolder(join(top, ".git"));
  return gitFolder === undefined
    ? undefined
    : readPatternFile(join(gitFolder, "info/exclude"), top);
}

/** What a work tree has of its own: `.git` is a file in a submodule and in a second work tree. */
export function findWorkTreeFolder(path: string): string | undefined {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return path;
  const target = /^gitdir: (.+)$/m.exec(readText(path) ?? "")?.[1];
  return target === undefined ? undefined : resolve(dirname(path), target);
}

/** Where a work tree's repository is. */
function findGitFolder(path: string): string | undefined {
  const gitFolder = findWorkTreeFolder(path);
  if (gitFolder === undefined) return undefined;
  const common = readText(join(gitFolder, "commondir"))?.trim();
  return common === undefined ? gitFolder : resolve(gitFolder, common);
}

function readPatternFile(path: string, folder: string): PatternLayer | undefined {
  const text = readText(path);
  if (text === undefined) return undefined;
  const affordable = text
    .split("\n")
    .filter((line) => (line.match(/\*\*\//g)?.length ?? 0) <= mostDeepWildcards);
  return createLayer(folder, affordable.join("\n"));
}

function readText(path: string): string | undefined {
  const read = readRegularFile(path, largestPatternFile);
  return read.kind === "bytes" ? read.bytes.toString("utf8") : undefined;
}
