export type { FlakeLock, LockNode } from "./flake-lock.ts";
export { boundedPattern, readSopsRules, sopsConfigOf, type SopsRules } from "./sops-rules.ts";
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
