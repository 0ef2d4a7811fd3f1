export { discoverFiles } from "./discover-files.ts";
export type {
  DiscoveredFile,
  Discovery,
  DiscoveryRequest,
  PathProblem,
  PathProblemKind,
} from "./discovery.ts";
export { findAuditRoot } from "./find-audit-root.ts";
export { judgeTextBytes, readTextFile, type TextRead, type TextSkip } from "./read-text-file.ts";
export {
  describeSize,
  judgeSourceBytes,
  readSourceFile,
  type SourceRead,
} from "./read-source-file.ts";
export { discoverProject, type ProjectDiscovery } from "./discover-project.ts";
export { readRegularFile } from "./read-regular-file.ts";
export { isForeignContent } from "./source-content.ts";
export { selectPaths } from "./select-paths.ts";
