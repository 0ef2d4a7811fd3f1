export { audit, auditText, type AuditReport, type AuditRequest } from "./audit.ts";
export { createFileAuditor } from "./audit-file.ts";
export type { RuleTimes } from "./dispatch.ts";
export { createFolder } from "./create-folder.ts";
export { fixFile, type FixOutcome } from "./fix-file.ts";
export { writeReplacement } from "./write-file.ts";
export { type FixedFile } from "./work.ts";
export { serveAsWorker } from "./worker.ts";
export { runEvaluationRules } from "./evaluation-rules.ts";
export { judgeSettings, optionPathsOf, type HostSetting } from "./evaluated-options.ts";
export { createFileOpener, createFileRedactor } from "./open-file.ts";
export {
  placeFindings,
  withOwnFingerprint,
  type PlacedDraft,
  type PlacingContext,
} from "./placed-findings.ts";
