import type { PathProblemKind } from "./discovery.ts";

/** Why the system refused a path. */
export interface PathFailure {
  readonly kind: PathProblemKind;
  readonly detail: string;
}

/** What an error of `node:fs` means for the path that it was about. */
export function explainFailure(error: unknown): PathFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return { kind: "not-found", detail: "there is no such file or folder" };
    case "EACCES":
    case "EPERM":
      return {
        kind: "no-permission",
        detail: "there is no permission to read it",
      };
    case "ELOOP":
      return {
        kind: "looping-symlink",
        detail: "it is a symbolic link that leads to itself",
      };
    case "ENXIO":
    case "EISDIR":
      return { kind: "not-a-file", detail: "it is not a regular file" };
    case undefined:
      return {
        kind: "unreadable",
        detail: `it cannot be read: ${String(error)}`,
      };
    default:
      return { kind: "unreadable", detail: `it cannot be read (${code})` };
  }
}
