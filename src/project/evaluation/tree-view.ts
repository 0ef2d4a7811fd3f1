import type { SourceText } from "../../text/index.ts";
import type { OpenFile } from "../model.ts";

/** The audited tree, as values see it: by absolute paths, with what git ignores left out. */
export interface TreeView {
  readonly root: string;
  /** Whether a normalized absolute path is the root or lies below it. */
  isInside(path: string): boolean;
  /** The path relative to the root; the empty text for the root. */
  relative(path: string): string;
  kindOf(path: string): "file" | "folder" | undefined;
  /** What is in a folder, by name, in the order of the names' bytes; undefined where there is none. */
  list(path: string): ReadonlyMap<string, "file" | "folder"> | undefined;
  /** A Nix file, parsed; undefined where it can't be read. */
  open(path: string): OpenFile | undefined;
  /** The text of any file. */
  readText(path: string): string | undefined;
}

/** What a tree is made of. All paths are relative to the root, with forward slashes. */
export interface TreeSources {
  /** Absolute path of the root. */
  readonly root: string;
  /** The Nix files. */
  readonly files: ReadonlySet<string>;
  readonly otherFiles: ReadonlySet<string>;
  open(path: string): OpenFile | undefined;
  readText(path: string): SourceText | undefined;
}

/** See {@link TreeView}. The listing is made once, from the paths alone. */
export function createTreeView(sources: TreeSources): TreeView {
  const root = sources.root.length > 1 ? sources.root.replace(/\/$/, "") : sources.root;
  const prefix = root === "/" ? "/" : `${root}/`;
  const folders = listFolders([...sources.files, ...sources.otherFiles]);
  const relative = (path: string): string => (path === root ? "" : path.slice(prefix.length));
  const isInside = (path: string): boolean => path === root || path.startsWith(prefix);
  const isFile = (path: string): boolean => sources.files.has(path) || sources.otherFiles.has(path);
  // Values hold on to the trees that they were folded from: to parse a file again would double them.
  const opened = new Map<string, OpenFile | undefined>();
  const open = (path: string): OpenFile | undefined => {
    if (!isInside(path)) return undefined;
    const inner = relative(path);
    if (!opened.has(inner)) opened.set(inner, sources.open(inner));
    return opened.get(inner);
  };
  return {
    root,
    isInside,
    relative,
    kindOf(path) {
      if (!isInside(path)) return undefined;
      const inner = relative(path);
      if (isFile(inner)) return "file";
      return folders.has(inner) ? "folder" : undefined;
    },
    list: (path) => (isInside(path) ? folders.get(relative(path)) : undefined),
    open,
    readText(path) {
      if (!isInside(path)) return undefined;
      const inner = relative(path);
      if (!isFile(inner)) return undefined;
      const text = sources.files.has(inner) ? open(path)?.source : sources.readText(inner);
      return text?.slice(0, text.bytes.length);
    },
  };
}

function listFolders(
  paths: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, "file" | "folder">> {
  const found = new Map<string, Map<string, "file" | "folder">>([["", new Map()]]);
  const folderAt = (path: string): Map<string, "file" | "folder"> => {
    const known = found.get(path);
    if (known) return known;
    const made = new Map<string, "file" | "folder">();
    found.set(path, made);
    const slash = path.lastIndexOf("/");
    folderAt(path.slice(0, Math.max(slash, 0))).set(path.slice(slash + 1), "folder");
    return made;
  };
  for (const path of paths.toSorted()) {
    // A file that was named and lies outside is none of the tree.
    if (path.startsWith("../")) continue;
    const slash = path.lastIndexOf("/");
    folderAt(path.slice(0, Math.max(slash, 0))).set(path.slice(slash + 1), "file");
  }
  return found;
}
