import type { SkippedFile } from "../../diagnostic/index.ts";

/** Which files to look for. All paths are absolute. */
export interface DiscoveryRequest {
  /** The folder that reported paths are relative to. Nothing reached from inside it may lead out of it. */
  readonly root: string;
  /** Files and folders that the user named. */
  readonly paths: readonly string[];
  /** Gitignore patterns of files and folders to leave out. */
  readonly exclude: readonly string[];
  /** The folder that `exclude` is relative to; the root when left out. */
  readonly excludeRoot?: string | undefined;
  /** Leave out files that were named, too, where a pattern matches them. */
  readonly forceExclude: boolean;
  readonly respectGitignore: boolean;
  /** Also list the files of the named folders that are no Nix files. */
  readonly listsOthers?: boolean;
  /** How many Nix files to find in a folder at most; all when left out. */
  readonly fileLimit?: number;
}

/** A file to audit. */
export interface DiscoveredFile {
  /** Where to read and write it: for a symbolic link, where it leads. */
  readonly absolutePath: string;
  /** Relative to the root with forward slashes; begins with `../` for a named file outside of the root. */
  readonly path: string;
}

/** Why a path could not be audited. */
export type PathProblemKind =
  | "dangling-symlink"
  | "looping-symlink"
  | "not-a-file"
  | "no-permission"
  | "not-found"
  | "name-not-utf8"
  | "unreadable";

/** A path that should be audited and cannot be. */
export interface PathProblem {
  /** Relative to the root with forward slashes. */
  readonly path: string;
  readonly kind: PathProblemKind;
  /** One clause for a person. */
  readonly detail: string;
}

/** Everything found, each list sorted by path in code-unit order. */
export interface Discovery {
  readonly files: readonly DiscoveredFile[];
  readonly problems: readonly PathProblem[];
  readonly skipped: readonly SkippedFile[];
  /** Paths of the files that are no Nix files, where they were asked for. Links are not among them. */
  readonly others: readonly string[];
}
