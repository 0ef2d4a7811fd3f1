import { readdirSync, type Dirent } from "node:fs";
import { readGitignore, readLayersAbove } from "./gitignore.ts";
import { createLayer, judge, judgeByLayer, reopen, type PatternLayer } from "./pattern-layer.ts";
import { isNeverEntered } from "./walk-folder.ts";

/** Which files to list. Paths are absolute. */
interface ListRequest {
  readonly root: string;
  readonly exclude: readonly string[];
  readonly excludeRoot?: string | undefined;
  readonly respectGitignore: boolean;
}

/** No tree that people keep by hand has more. */
const MOST_FILES = 200_000;

/**
 * Paths of all regular files of a tree that are not Nix, relative to the root, in no order. Follows no link, enters
 * nothing that is ignored, never throws: a folder that can't be read has none.
 */
export function listOtherFiles(request: ListRequest): readonly string[] {
  const { root, respectGitignore } = request;
  const exclusion = createLayer(request.excludeRoot ?? root, request.exclude);
  const above = respectGitignore ? readLayersAbove(root, root).layers : [];
  const found: string[] = [];
  const waiting: { readonly path: string; readonly layers: readonly PatternLayer[] }[] = [
    { path: "", layers: above },
  ];
  for (let folder = waiting.pop(); folder && found.length < MOST_FILES; folder = waiting.pop()) {
    const absolute = folder.path === "" ? root : `${root}/${folder.path}`;
    const entries = readEntries(absolute);
    const own =
      respectGitignore && entries.some(({ name }) => name === ".gitignore")
        ? readGitignore(absolute)
        : undefined;
    const layers = own === undefined ? folder.layers : [...folder.layers, own];
    for (const entry of entries) {
      const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
      const judged = entry.isDirectory() ? `${root}/${path}/` : `${root}/${path}`;
      if (isNeverEntered(entry.name) || judgeByLayer(exclusion, judged) === "ignored") continue;
      const verdict = judge(layers, judged);
      if (verdict === "ignored") continue;
      if (entry.isDirectory())
        waiting.push({ path, layers: verdict === "unignored" ? reopen(layers, judged) : layers });
      else if (entry.isFile() && !entry.name.endsWith(".nix")) found.push(path);
    }
  }
  return found;
}

function readEntries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
