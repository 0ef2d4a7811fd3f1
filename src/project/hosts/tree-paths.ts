import { absolutePath } from "../../semantics/index.ts";

/** An absolute path below a folder. */
export function joinPath(folder: string, path: string): string {
  return absolutePath(folder, path);
}
