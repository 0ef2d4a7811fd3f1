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
export { readGitIndex, type GitIndex } from "./discovery/git-index.ts";
export { findCopies, findFamilies, type CodeFamily, type CopyPlace } from "./copies/index.ts";
export { createFilterLookup } from "./git/read-attributes.ts";
export { createProject } from "./create-project.ts";
export { createOpener, openBytes } from "./open-files.ts";
export type { FindHosts } from "./project-sources.ts";
export { summarizeFile, type FileSummary } from "./summarize-file.ts";
export { createDiskReader, type TreeEntry, type TreeReader } from "./tree-reader.ts";
export { findAffectedHosts, findBlastRadius, type AffectedHost } from "./affected.ts";
export { hardeningSettings, reportFactsOf, type ReportFacts } from "./report-facts.ts";
export { describeHosts, surveyProject, type HostFacts } from "./survey/describe-hosts.ts";
export type { Concern, FileSurvey } from "./survey/survey-file.ts";
