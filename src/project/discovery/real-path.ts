import { realpathSync } from "node:fs";

/** Where a path leads after all links; undefined where it leads nowhere, or may not be followed. */
export function findRealPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
