import { rules } from "../rules/index.ts";
import { serveAsWorker } from "./engine/index.ts";

// A worker thread loads this module, too: it is the one that knows both the engine and the rules.
serveAsWorker(rules);

/** The module that a worker thread of the engine has to load. */
export const workerUrl = new URL(import.meta.url);

export { rules };
export {
  loadConfig,
  renderConfigProblem,
  type Config,
  type ConfigProblem,
} from "./config/index.ts";
export type {
  AuditFailure,
  AuditResult,
  AuditSummary,
  Diagnostic,
  RuleMetadata,
  SkippedFile,
  SuppressedDiagnostic,
} from "./diagnostic/index.ts";
export {
  audit,
  auditStaged,
  auditText,
  loadProject,
  type AuditReport,
  type AuditRequest,
  type LoadRequest,
  type StagedFile,
} from "./engine/index.ts";
export type { Edge, Host, Project, ProjectFile } from "./project/index.ts";
export {
  discoverFiles,
  discoverProject,
  findAuditRoot,
  type Discovery,
  type ProjectDiscovery,
} from "./project/discovery/index.ts";
export { reporters, type ReportContext, type Reporter } from "./report/index.ts";
