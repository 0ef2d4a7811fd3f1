import { settingsOfFile } from "../../options/index.ts";
import type { FileContext } from "../define-rule.ts";
import { isGeneratedFile, isSamplePath } from "../path-kind.ts";

/** Whether nobody fetches or runs for real what a file says: a tool wrote it, or it is a test. */
export function isAside({ path, tree }: Pick<FileContext, "path" | "tree">): boolean {
  const settings = settingsOfFile(path);
  return settings.has("generated") || settings.has("test") || isGeneratedFile(path, tree);
}

/** Whether a file is a template, an example, an installer or the like. */
export function isSampleFile(path: string): boolean {
  return isSamplePath(path) || settingsOfFile(path).has("ephemeral");
}

/** Whether the text stands in a `flake.nix`, which Nix evaluates purely. */
export function isFlakeFile(path: string): boolean {
  return path === "flake.nix" || path.endsWith("/flake.nix");
}
