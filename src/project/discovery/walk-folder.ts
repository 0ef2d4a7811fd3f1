import { isUtf8 } from "node:buffer";
import { readdirSync, type Dirent } from "node:fs";
import type { PathProblem } from "./discovery.ts";
import { describeFileKind } from "./file-kind.ts";
import { readGitignore } from "./gitignore.ts";
import { explainFailure } from "./path-failure.ts";
import { withSlash } from "./path-relation.ts";
import type { TrackedPaths } from "./tracked-paths.ts";
import { judge, judgeByLayer, reopen, type PatternLayer } from "./pattern-layer.ts";

/** A folder on the way. */
export interface Folder {
  readonly absolutePath: string;
  /** Relative to the root; "" for the root. */
  readonly path: string;
  /** The gitignore patterns that hold in it, without its own. */
  readonly layers: readonly PatternLayer[];
  /** It is ignored, but git tracks something in it: that alone is taken. */
  readonly isTrackedOnly?: boolean;
}

/** Something found in a folder. */
export interface FoundPath {
  readonly absolutePath: string;
  readonly path: string;
}

/** What the walk hands over as it goes. */
export interface WalkSink {
  readonly addFile: (file: FoundPath) => void;
  /** A file that is no Nix file, for those who ask. */
  readonly addOther?: (file: FoundPath) => void;
  /** A symbolic link of any name, to whatever. */
  readonly addLink: (link: FoundPath) => void;
  readonly addProblem: (problem: PathProblem) => void;
}

/** How to walk. */
export interface WalkOptions {
  /** Patterns that no gitignore can undo. */
  readonly exclusion: PatternLayer;
  readonly respectGitignore: boolean;
  readonly tracked: TrackedPaths;
  /** How many Nix files to find at most: the walk ends there. */
  readonly fileLimit?: number;
}

const neverEntered: ReadonlySet<string> = new Set([
  ".git",
  ".direnv",
  "node_modules",
  ".nixaudit-cache",
]);

/** Whether a path, given by its names, leads through a folder whose content is never audited. */
export function isNeverEntered(path: string): boolean {
  return path.split("/").some((name) => neverEntered.has(name));
}

/** Hands over the files and the links in a folder and below it, in no order. Follows no link. */
export function walkFolder(start: Folder, options: WalkOptions, sink: WalkSink): void {
  const waiting = [start];
  let left = options.fileLimit ?? Infinity;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = readEntries(folder, sink);
    const own =
      options.respectGitignore && entries.some(({ name }) => name === ".gitignore")
        ? readGitignore(folder.absolutePath)
        : undefined;
    const layers = own === undefined ? folder.layers : [...folder.layers, own];
    const parent = withSlash(folder.absolutePath);
    const prefix = folder.path === "" ? "" : `${folder.path}/`;
    for (const entry of entries) {
      const { name } = entry;
      const isOther = !isInteresting(entry);
      if (isOther && !(sink.addOther && entry.isFile() && !neverEntered.has(name))) continue;
      const found = { absolutePath: parent + name, path: prefix + name };
      const way = { layers, isTrackedOnly: folder.isTrackedOnly ?? false };
      const inner = judgePath(found.absolutePath, entry.isDirectory(), way, options);
      if (inner === undefined) continue;
      if (isOther) sink.addOther?.(found);
      else if (entry.isDirectory()) waiting.push({ ...found, ...inner });
      else if (entry.isFile()) {
        if (left <= 0) return;
        left -= 1;
        sink.addFile(found);
      } else if (entry.isSymbolicLink()) sink.addLink(found);
      else
        sink.addProblem({
          path: found.path,
          kind: "not-a-file",
          detail: describeFileKind(entry),
        });
    }
  }
}

type Way = Required<Pick<Folder, "layers" | "isTrackedOnly">>;

/** How to go on in the path, or undefined for a path that is left out. */
function judgePath(
  absolutePath: string,
  isFolder: boolean,
  { layers, isTrackedOnly }: Way,
  { exclusion, tracked }: WalkOptions,
): Way | undefined {
  const path = isFolder ? `${absolutePath}/` : absolutePath;
  if (judgeByLayer(exclusion, path) === "ignored") return undefined;
  const verdict = judge(layers, path);
  if (verdict === "ignored" || isTrackedOnly) {
    const isTracked = isFolder ? tracked.hasBelow(absolutePath) : tracked.hasFile(absolutePath);
    return isTracked ? { layers, isTrackedOnly: true } : undefined;
  }
  const inner = verdict === "unignored" && isFolder ? reopen(layers, path) : layers;
  return { layers: inner, isTrackedOnly: false };
}

function isNixName(name: string): boolean {
  return name.endsWith(".nix");
}

function isInteresting(entry: Dirent): boolean {
  const { name } = entry;
  if (entry.isDirectory()) return !neverEntered.has(name);
  if (isNixName(name)) return true;
  // What `nix build` leaves behind leads to the store, and nobody wants to hear of it.
  return entry.isSymbolicLink() && !/^result(-|$)/.test(name) && !neverEntered.has(name);
}

function readEntries(folder: Folder, sink: WalkSink): readonly Dirent[] {
  try {
    const entries = readdirSync(folder.absolutePath, { withFileTypes: true });
    // Only a name with a replacement character can be one that was not UTF-8.
    if (!entries.some(({ name }) => name.includes("\uFFFD"))) return entries;
    const broken = findBrokenNames(folder.absolutePath);
    return entries.filter((entry) => {
      if (!broken.has(entry.name)) return true;
      if (isInteresting(entry)) reportBrokenName(folder, entry, sink);
      return false;
    });
  } catch (error) {
    sink.addProblem({
      path: folder.path === "" ? "." : folder.path,
      ...explainFailure(error),
    });
    return [];
  }
}

function findBrokenNames(absolutePath: string): ReadonlySet<string> {
  const names = readdirSync(absolutePath, { encoding: "buffer" });
  return new Set(names.filter((name) => !isUtf8(name)).map((name) => name.toString("utf8")));
}

function reportBrokenName(folder: Folder, entry: Dirent, sink: WalkSink): void {
  const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
  const detail = entry.isDirectory()
    ? "the folder's name is not valid UTF-8, so nothing in it was audited"
    : "the file's name is not valid UTF-8";
  sink.addProblem({ path, kind: "name-not-utf8", detail });
}
