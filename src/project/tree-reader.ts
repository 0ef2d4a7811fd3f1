import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { readRegularFile } from "./discovery/index.ts";
import { isInTree } from "./tree-path.ts";

/** What is at a path of the tree, links followed. */
export type TreeEntry =
  | {
      readonly kind: "file" | "folder";
      /** Where it really lies, relative to the root. */
      readonly path: string;
    }
  /** A link that leads out of the tree. */
  | { readonly kind: "outside" };

/** Looks at the audited tree. Nothing outside of it is ever read. */
export interface TreeReader {
  /** The bytes of a file; undefined where there is none, it can't be read, or it is too large. */
  read(path: string): Uint8Array | undefined;
  entryAt(path: string): TreeEntry | undefined;
}

/** Reads from the disk. `overlay` has the bytes of files that are to be taken for those on the disk. */
export function createDiskReader(
  root: string,
  maxFileSize: number,
  overlay: ReadonlyMap<string, Uint8Array> = new Map(),
): TreeReader {
  const realRoot = tryRealPath(root) ?? root;

  function entryAt(path: string): TreeEntry | undefined {
    if (!isInTree(path)) return { kind: "outside" };
    const realPath = tryRealPath(join(realRoot, path));
    if (realPath === undefined) return undefined;
    const prefix = realRoot.endsWith("/") ? realRoot : `${realRoot}/`;
    if (realPath !== realRoot && !realPath.startsWith(prefix)) return { kind: "outside" };
    const status = statSync(realPath, { throwIfNoEntry: false });
    const inner = realPath.slice(prefix.length).replaceAll("\\", "/");
    if (status?.isDirectory()) return { kind: "folder", path: inner };
    return status?.isFile() ? { kind: "file", path: inner } : undefined;
  }

  return {
    entryAt,
    read(path) {
      const changed = overlay.get(path);
      if (changed) return changed;
      const entry = entryAt(path);
      if (entry?.kind !== "file") return undefined;
      const read = readRegularFile(join(realRoot, entry.path), maxFileSize);
      return read.kind === "bytes" ? read.bytes : undefined;
    },
  };
}

function tryRealPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
