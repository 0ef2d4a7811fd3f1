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
export { hardeningSettings, summarizeFile, type FileSummary } from "./file-summary.ts";
