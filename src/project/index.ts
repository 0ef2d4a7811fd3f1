export { loadHosts, type LoadedHosts, type LoadHostsRequest } from "./hosts/index.ts";
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
