import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it; throws where that cannot be. Node's own way of doing so never ends in a place like
 * `/proc`, where a folder exists and takes no other.
 */
export function createFolder(path: string, mode = 0o777): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) createFolder(parent, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another run may have been sooner.
    if (!existsSync(path)) throw error;
  }
}
