export {
  findHosts,
  loadHosts,
  type FoundHosts,
  type HostSketch,
  type HostSources,
  type LoadedHosts,
  type LoadHostsRequest,
} from "./hosts/index.ts";
export type { FlakeLock, LockNode } from "./flake-lock.ts";
export { boundedPattern, readSopsRules, sopsConfigOf, type SopsRules } from "./sops-rules.ts";
export type {
  Edge,
  EdgeKind,
  EdgeTarget,
  Flake,
  FlakeInput,
  Host,
  HostConfiguration,
  HostDefinition,
  HostKind,
  HostOption,
  ImportGraph,
  OpenFile,
  Place,
  Project,
  ProjectFile,
  Unresolved,
} from "./model.ts";
export * from "./flake/index.ts";
export { readGitIndex, type GitIndex } from "./git/read-index.ts";
export { createProject } from "./create-project.ts";
export type { FindHosts, ProjectSources } from "./project-sources.ts";
export { summarizeFile, type FileSummary } from "./summarize-file.ts";
export { createDiskReader, type TreeEntry, type TreeReader } from "./tree-reader.ts";
export { findAffectedHosts, findBlastRadius, type AffectedHost, type Change } from "./affected.ts";
