export { audit, auditText, type AuditReport } from "./audit.ts";
export type { AuditRequest } from "./audit-request.ts";
export { auditProject, type LoadedProject } from "./audit-project.ts";
export { fixProject } from "./project-fixes.ts";
export { createFileAuditor } from "./audit-file.ts";
export { auditStaged, type StagedFile } from "./audit-staged.ts";
export { createTextAuditor } from "./audit-text-file.ts";
export {
  applyBaseline,
  parseBaseline,
  renderBaseline,
  updateBaseline,
  type BaselineEntry,
} from "./baseline.ts";
export type { RuleTimes } from "./dispatch.ts";
export { createFolder } from "./create-folder.ts";
export { fixFile, type FixOutcome } from "./fix-file.ts";
export { ignoreFindings, type LeftReason } from "./ignore-findings.ts";
export { writeFileAtomically, writeNewFile, writeReplacement } from "./write-file.ts";
export { type FixedFile } from "./work.ts";
export { readReportFacts } from "./read-report-facts.ts";
export { serveAsWorker } from "./worker.ts";
export { loadProject, type LoadRequest } from "./load-project.ts";
export { runEvaluationRules } from "./evaluation-rules.ts";
export { judgeSettings, optionPathsOf } from "./evaluated-options.ts";
export { createFileOpener, createFileRedactor } from "./open-file.ts";
export { placeFindings, withOwnFingerprint, type PlacedDraft } from "./placed-findings.ts";
