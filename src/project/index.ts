export type { FlakeLock, LockNode } from "./flake-lock.ts";
export type {
  Edge,
  EdgeKind,
  EdgeTarget,
  Flake,
  FlakeInput,
  Host,
  HostKind,
  ImportGraph,
  OpenFile,
  Place,
  Project,
  ProjectFile,
  Unresolved,
} from "./model.ts";
export { createProject } from "./create-project.ts";
export type { FindHosts, FoundHosts, ProjectSources, ReadFlakes } from "./project-sources.ts";
export { summarizeFile, type FileSummary } from "./summarize-file.ts";
export { createDiskReader, type TreeEntry, type TreeReader } from "./tree-reader.ts";
export { findAffectedHosts, findBlastRadius, type AffectedHost } from "./affected.ts";
