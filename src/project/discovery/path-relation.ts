import { relative, sep } from "node:path";

/** The path from a folder to a place, with forward slashes; "" for the folder itself. */
export function relativePath(folder: string, path: string): string {
  const native = relative(folder, path);
  return sep === "/" ? native : native.replaceAll(sep, "/");
}

/** Whether a path is the folder or lies in it. Both absolute and without `..`; links are not followed. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(withSlash(folder));
}

/** The folder's path with the separator that a name in it follows. */
export function withSlash(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}
