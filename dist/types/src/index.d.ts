import { rules } from "../rules/index.ts";
/** The module that a worker thread of the engine has to load. */
export declare const workerUrl: import("url").URL;
export { rules };
export { loadConfig, renderConfigProblem, type Config, type ConfigProblem, } from "./config/index.ts";
export type { AuditFailure, AuditResult, AuditSummary, Diagnostic, RuleMetadata, SkippedFile, SuppressedDiagnostic, } from "./diagnostic/index.ts";
export { audit, auditText, type AuditReport, type AuditRequest } from "./engine/index.ts";
export { discoverFiles, findAuditRoot, type Discovery } from "./project/discovery/index.ts";
export { reporters, type ReportContext, type Reporter } from "./report/index.ts";
