import { settingsOfFile } from "../options/index.ts";
import type { Project, ProjectFile } from "../project/index.ts";
import { isSamplePath, isTestPath } from "./path-kind.ts";

/**
 * Whether copied code in a file is worth a word. It is not in what a tool wrote, in hardware and disk layouts, in tables of
 * data, tests, samples and archives, nor in code of others that was taken in.
 */
export function holdsUniqueCode({ path, role }: ProjectFile, project: Project): boolean {
  if (role === "data" || role === "test" || isTestPath(path) || isSamplePath(path)) return false;
  if (setAside.test(path)) return false;
  const settings = settingsOfFile(path);
  if (settings.has("generated") || settings.has("archived") || settings.has("test")) return false;
  return !isOfNixpkgs(path, project);
}

const setAside =
  /(?:^|\/|-)(?:hardware|disko?|disk-config|disks|fs|filesystems?)(?:[-.]|\/|$)|(?:^|\/)(?:fixtures|testdata|vendor|third_party|archives?|backup|unused|disabled|legacy)\//i;

/** Whether a file lies in a copy of nixpkgs. */
function isOfNixpkgs(path: string, { files }: Project): boolean {
  for (let end = path.lastIndexOf("/"); end >= 0; end = path.lastIndexOf("/", end - 1)) {
    if (files.has(`${path.slice(0, end + 1)}pkgs/top-level/all-packages.nix`)) return true;
    if (end === 0) break;
  }
  return files.has("pkgs/top-level/all-packages.nix");
}
