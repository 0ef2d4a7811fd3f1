import type { TreeEntry, TreeReader } from "../../src/project/index.ts";

/** A tree that is in memory alone. */
export function createMemoryReader(files: ReadonlyMap<string, Uint8Array>): TreeReader {
  return {
    read: (path) => files.get(path),
    entryAt(path): TreeEntry | undefined {
      if (files.has(path)) return { kind: "file", path };
      const prefix = path === "" ? "" : `${path}/`;
      const isFolder = [...files.keys()].some((name) => name.startsWith(prefix));
      return isFolder ? { kind: "folder", path } : undefined;
    },
  };
}
