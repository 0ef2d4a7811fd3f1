import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the config file is called. */
export const configFileName = "nixaudit.toml";

/**
 * The config file in the folder or the nearest one above it. The search ends at the top of the git work tree,
 * or at the root of the file system outside of git.
 */
export function findConfigFile(startFolder: string): string | undefined {
  for (let folder = startFolder; ; folder = dirname(folder)) {
    const candidate = join(folder, configFileName);
    if (existsSync(candidate)) return candidate;
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return undefined;
  }
}
