import type { Edge, EdgeTarget } from "../model.ts";
import { folderOf, isInTree, joinTreePath, resolveTreePath } from "../tree-path.ts";
import type { TreeEntry } from "../tree-reader.ts";
import type { WrittenEdge } from "./static-edges.ts";

/** What is known of the tree without looking at the disk, and how to look. */
export interface KnownTree {
  readonly files: ReadonlySet<string>;
  readonly otherFiles: ReadonlySet<string>;
  /** Folders that hold a flake.nix. */
  readonly flakeFolders: ReadonlySet<string>;
  entryAt(path: string): TreeEntry | undefined;
}

/** Finds out where edges really lead: a file, the `default.nix` of a folder, a folder as data, or nowhere. */
export function createEdgeSettler(tree: KnownTree): (edge: WrittenEdge) => Edge {
  const folders = foldersOf(tree);
  const entries = new Map<string, TreeEntry | undefined>();

  function entryAt(path: string): TreeEntry | undefined {
    if (tree.files.has(path) || tree.otherFiles.has(path)) return { kind: "file", path };
    if (folders.has(path)) return { kind: "folder", path };
    if (!entries.has(path)) entries.set(path, tree.entryAt(path));
    return entries.get(path);
  }

  function settle(path: string, kind: WrittenEdge["kind"]): EdgeTarget {
    if (!isInTree(path)) return { kind: "outside", path };
    const entry = entryAt(path);
    if (!entry) return { kind: "missing", path };
    if (entry.kind === "outside") return { kind: "outside", path };
    if (entry.kind === "file") return { kind: "file", path: entry.path };
    if (kind === "data" || kind === "source" || kind === "flake" || kind === "secret")
      return { kind: "folder", path: entry.path };
    const inner = entryAt(joinTreePath(entry.path, "default.nix"));
    if (inner?.kind === "file") return { kind: "file", path: inner.path };
    return kind === "unknown" || inner?.kind === "folder"
      ? { kind: "folder", path: entry.path }
      : { kind: "missing", path: joinTreePath(path, "default.nix") };
  }

  function flakeFolderOf(from: string): string {
    for (let folder = folderOf(from); folder !== ""; folder = folderOf(folder)) {
      if (tree.flakeFolders.has(folder)) return folder;
    }
    return "";
  }

  return (edge) => {
    if (edge.target.kind !== "file") return { ...edge, kind: knownKind(edge.kind, edge.target) };
    const written = edge.target.path;
    const path = written.startsWith("self:")
      ? resolveTreePath(
          joinTreePath(flakeFolderOf(edge.from), "x"),
          written.slice(5).replace(/^\/+/, ""),
        )
      : written;
    let target = settle(path, edge.kind);
    // Elsewhere than in flake.nix, `self` may be anything: what it does not lead to says nothing.
    // But a secret beside others of this tree is meant to be one of them.
    const isBesideOthers = edge.kind === "secret" && folders.has(folderOf(path));
    const isSelf = written.startsWith("self:") && !isBesideOthers;
    if (isSelf && target.kind === "missing" && !isFlake(edge.from))
      target = { kind: "unresolved", reason: "`self` may not be this flake: nothing is there" };
    // A folder that hands itself to a function is listed by it; nothing imports itself.
    const isOwnFolder =
      edge.kind === "unknown" && target.kind === "file" && target.path === edge.from;
    if (isOwnFolder && path !== edge.from) target = { kind: "folder", path };
    const kind = knownKind(edge.kind, target, edge.isConditional);
    // Nothing says that a file is read whose path only stands somewhere.
    const isGuess = kind === "import" && edge.kind === "unknown";
    return { ...edge, kind, target, ...(isGuess ? { isConditional: true as const } : {}) };
  };
}

function knownKind(kind: WrittenEdge["kind"], target: EdgeTarget, isGiven = false): Edge["kind"] {
  if (kind !== "unknown") return kind;
  // A function that gets a folder without a default.nix looks at what is in it; a name for one is where paths begin.
  if (target.kind === "folder") return isGiven ? "data" : "source";
  if ("path" in target && target.path.endsWith(".nix")) return "import";
  return target.kind === "unresolved" ? "import" : "source";
}

function isFlake(path: string): boolean {
  return path === "flake.nix" || path.endsWith("/flake.nix");
}

function foldersOf({ files, otherFiles }: KnownTree): Set<string> {
  const folders = new Set<string>([""]);
  for (const path of [...files, ...otherFiles]) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}
