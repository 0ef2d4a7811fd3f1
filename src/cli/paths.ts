import { lstatSync } from "node:fs";
import { relative, resolve } from "node:path";
import { findNearestName } from "../config/index.ts";
import { UsageError } from "./failure.ts";
import { oneLine } from "./one-line.ts";

/** Turns the paths of a command line into absolute ones, and throws when one leads to nothing. */
export function resolvePaths(
  given: readonly string[],
  folder: string,
  commands: readonly string[],
): readonly string[] {
  const paths = given.length === 0 ? ["."] : given;
  const missing = paths.filter((path) => path === "" || !isThere(resolve(folder, path)));
  if (missing.length > 0)
    throw new UsageError(missing.map((path) => describeMissing(path, commands)).join("\n"));
  return paths.map((path) => resolve(folder, path));
}

/** Whether something is there, if only a symbolic link that leads nowhere. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    // What may not be looked at is there, and reported as unreadable.
    return error instanceof Error && "code" in error && error.code === "EACCES";
  }
}

/** A misspelled or misplaced command is taken for a path, and recognised here. */
function describeMissing(given: string, commands: readonly string[]): string {
  if (given === "") return "an empty path names no file; give `.` for this folder";
  const problem = `no such file or folder: ${oneLine(given)}`;
  if (commands.includes(given))
    return `${problem}; a command comes first: nixaudit ${given} [options] [PATH…]`;
  const command = /^[a-z]+$/.test(given) ? findNearestName(given, commands) : undefined;
  return command === undefined ? problem : `${problem}; did you mean the command \`${command}\`?`;
}

/** Root-relative paths as a person in `folder` would write them: relative, or absolute where that is shorter. */
export function createPathDisplay(root: string, folder: string): (path: string) => string {
  return (path) => {
    const absolute = resolve(root, path);
    const shown = relative(folder, absolute) || ".";
    return shown.startsWith("../") && absolute.length < shown.length ? absolute : shown;
  };
}
